"""What people of a journey do to join: sign in by a button, fill in each step, submit, approve, send back."""

import re

from sonae.app.accounts.acting import person_of
from sonae.app.accounts.models import Role
from sonae.app.common import clock

AGENCY, OFFICE, INSURER, SENIOR = "代理店 担当", "事務局 事務長", "引受 担当", "引受 責任者"
AOKI, HAKATA = "青木 一郎", "博多 院長"
QUOTE = "kind=clinic&family=all_risk&plan=S3"


def play(page, name):
    """Sign in as one of the cast."""
    page.goto("/accounts/demonstration/")
    press(page, name)


def look(page, name):
    """The page is right in every respect, and pictured."""
    page.check()
    page.picture(name)


def press(page, name, **more):
    """Press a button and come to the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, **more).first.click()


def pick(page, group, answer):
    page.get_by_role("group", name=group).get_by_label(answer, exact=True).check()


def onwards(page):
    press(page, "保存して次へ")


def onwards_with_no(page):
    """Onwards, with no to every question that the answers open."""
    onwards(page)
    while "more=1" in page.url:
        deny(page)
        onwards(page)


def deny(page):
    for no in page.locator("fieldset").get_by_label("いいえ", exact=True).all():
        no.check()


def somebody(mailbox):
    """One of the cast, as actions know him."""
    return person_of(Role.objects.select_related("user", "organisation").get(user__email=f"{mailbox}@example.com"))


def now():
    """As papers carry it."""
    return clock.now().replace(microsecond=0)


def begin(page, who, query=QUOTE):
    play(page, who)
    page.goto(f"/work/applications/begin/example?{query}")
    press(page, "申込みを始める")


def fill_in(page, *, number="00012", pictures="", disclosed=False):
    """From the step of facilities to the page that shows everything."""
    pick(page, "ほかの施設と患者情報", "いいえ")
    steps = [("facilities", lambda: None), ("plans", lambda: _plan(page)), ("offices", lambda: None)]
    steps += [("eligibility", lambda: page.get_by_label("会員番号").fill(number))]
    steps += [("disclosure", lambda: deny(page))] if disclosed else []
    steps += [("explanation", lambda: read(page)), ("declaration", lambda: declare(page))]
    for name, answer in steps:
        assert f"/steps/{name}/" in page.url
        answer()
        if pictures:
            look(page, f"{pictures}-{name}")
        (onwards if name == "facilities" else onwards_with_no)(page)
    assert "/steps/confirm/" in page.url


def _plan(page):
    if not page.locator("input[name$='.plan']:checked").count():
        page.get_by_label("S3:").first.check()


def read(page):
    for box in page.get_by_role("checkbox").all():
        box.check()
    for yes in page.get_by_label("はい", exact=True).all():
        yes.check()


def declare(page):
    for box in page.get_by_role("checkbox").all():
        box.check()
    if page.get_by_label("宣言する方の氏名").count():  # who keys in for a member leaves it to the member
        page.get_by_label("宣言する方の氏名").fill("青木 一郎")
        page.get_by_label("代表者として").check()
    if page.get_by_label("この画面で宣言します").count():
        page.get_by_label("この画面で宣言します").check()


def submit(page):
    press(page, "この内容で提出する")
    page.get_by_text("提出しました").first.wait_for()


def open_case(page, who, number):
    play(page, who)
    page.goto("/work/applications/")
    page.get_by_role("link", name=number).click()
    page.wait_for_url("**/work/applications/*/")


def approve(page, who, number):
    open_case(page, who, number)
    page.get_by_role("link", name=re.compile("確認して次へ回す|引き受けて加入を成立させる")).click()
    press(page, re.compile("確認しました|引き受けて加入を成立させる"))


def send_back(page, who, number, reason, words):
    open_case(page, who, number)
    page.get_by_role("link", name="差し戻す").click()
    page.get_by_label(reason).check()
    page.get_by_label("直していただきたいこと").fill(words)
    press(page, "差し戻す")


class Keys:
    """Somebody who has no mouse: everything is reached by Tab, chosen by arrows and space, and sent by Enter."""

    FARTHEST = 120

    def __init__(self, page):
        self.page, self.press = page, page.keyboard.press

    def to(self, target):
        """Tab until the target has the focus."""
        target = target.first
        for _step in range(self.FARTHEST):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{target} cannot be reached on {self.page.url}")

    def tick(self, target):
        self.to(target)
        if not target.is_checked():
            self.press("Space")

    def choose(self, target):
        """One of a group of buttons: Tab comes to the group, arrows go through it."""
        within = "one => document.activeElement.type === 'radio' && document.activeElement.name === one.name"
        for _step in range(self.FARTHEST):
            if target.evaluate(within):
                break
            self.press("Tab")
        for _step in range(self.FARTHEST):
            if target.evaluate("one => one === document.activeElement"):
                break
            self.press("ArrowDown")
        if not target.is_checked():
            self.press("Space")

    def write(self, target, words):
        self.to(target)
        self.press("Control+A")
        self.page.keyboard.type(words)

    def send(self, target):
        """Go on by a button or a link, to the page that answers."""
        self.to(target)
        with self.page.expect_navigation():
            self.press("Enter")

    def download(self, target):
        self.to(target)
        with self.page.expect_download() as file:
            self.press("Enter")
        return file.value.path()
