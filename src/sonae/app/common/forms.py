"""How does every form look? The house's templates, for each form of Django without a word in the form."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from sonae.app.common.parts import part


class HouseField(forms.BoundField):
    """A field told in plain values: what stands around the answer is the same for all who are asked the same."""

    @cached_property
    def without_errors(self) -> ErrorList:
        return ErrorList(renderer=self.form.renderer)

    @property
    def errors(self) -> ErrorList:
        """As Django has it, but one empty list a field and not one each time it is asked."""
        return self.form.errors.get(self.name) or self.without_errors

    def get_context(self) -> dict[str, Any]:
        return {
            "type": self.widget_type,
            "fieldset": self.use_fieldset,
            "label": self.label,
            "required": self.field.required,
            "hint": self.help_text,
            "id": self.auto_id,
            "label_for": self.id_for_label,
            "described_by": self.aria_describedby,
            "fresh_errors": str(self.errors) if self.errors else "",
        }

    def as_field_group(self) -> SafeString:
        return part(self.template_name, fresh_answer=str(self), **self.get_context())


class HouseRenderer(TemplatesSetting):
    """Labels above, hints below them, errors beside the field and all together on top."""

    form_template_name = "common/forms/form.html"
    field_template_name = "common/forms/field.html"
    bound_field_class = HouseField


class SampleForm(forms.Form):
    """Every kind of field, for the style guide."""

    name = forms.CharField(label="医療機関の名称", help_text="正式な名称をご記入ください。")
    kind = forms.ChoiceField(
        label="施設の種類",
        choices=[("clinic", "診療所"), ("dental_clinic", "歯科診療所"), ("hospital", "病院")],
        widget=forms.RadioSelect,
    )
    beds = forms.IntegerField(
        label="病床数", min_value=1, max_value=2000, help_text="許可病床の合計。半角でも全角でも入力できます。"
    )
    plan = forms.ChoiceField(label="加入タイプ", choices=[("S1", "S1"), ("S3", "S3")], required=False)
    services = forms.MultipleChoiceField(
        label="気になること",
        choices=[("leak", "患者情報の漏えい"), ("stop", "電子カルテの停止"), ("mail", "なりすましメール")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="ご質問", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="重要事項の説明を読みました")
