"""What does a member look like in JSON? Codes and numbers are text; what a token's role does not see is absent."""

from pydantic import BaseModel, Field


class AddressOfMember(BaseModel):
    """Where something is, and how to reach it; empty text where that is not known."""

    postcode: str = Field(default="", description="Such as `810-0001`")
    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""
    phone: str = Field(default="", description="With hyphens as typed")
    fax: str = ""


class SystemOfFacility(BaseModel):
    """A system that a facility uses."""

    use: str = Field(description="`ehr`, `vpn`, `remote_maintenance` or `cloud`")
    maker: str
    name: str
    version: str


class FacilityOfMember(AddressOfMember):
    """A clinic, hospital or care facility: the unit of joining."""

    key: str = Field(description="The same for ever, whatever the facility is called")
    kind: str
    name: str
    kana: str
    institution_code: str = Field(
        description="Seven or ten digits, of a care facility its ten-character number, or empty"
    )
    shares_records: bool
    beds: int | None
    ward: str = Field(description="The main type of ward")
    wards: dict[str, int] = Field(description="Beds by type of ward, where they are known")
    capacity: int | None
    manager_title: str
    manager_name: str
    manager_kana: str
    closed_on: str | None = Field(description="ISO 8601; null while it is open")
    products: list[SystemOfFacility] | None = None


class OfficeOfMember(AddressOfMember):
    """An office of a corporation outside its facilities."""

    name: str
    purpose: str


class MemberAnswer(AddressOfMember):
    """The corporation or person who joins."""

    association: str
    number: str = Field(description="Text: zeros at the beginning belong to it")
    form: str = Field(description="`corporation` or `person`")
    name: str
    kana: str
    corporate_number: str = ""
    representative_title: str = ""
    representative_name: str = ""
    representative_kana: str = ""
    contact_department: str = ""
    contact_name: str = ""
    contact_email: str = ""
    facilities: list[FacilityOfMember] | None = None
    offices: list[OfficeOfMember] | None = Field(default=None, description="Only where one member is read")


class MemberList(BaseModel):
    """A page of members."""

    members: list[MemberAnswer]
    count: int = Field(description="On all pages together")
    page: int
    pages: int
