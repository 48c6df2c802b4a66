"""Who joins in the tests of the papers: a clinic, a hospital, and a corporation of as many facilities as asked."""

from dataclasses import fields, replace
from datetime import date, datetime
from fractions import Fraction

from sonae.core.agreed import (
    WEB,
    AgreedApplication,
    AgreedFacility,
    Applicant,
    CoveredFacility,
    Declaration,
    Disclosed,
    Explained,
    KeyedIn,
    Statement,
)
from sonae.core.asking import Ask
from sonae.core.certificate import Assumed, CertificateContent
from sonae.core.enrolment_events import Holder, InsuredFacility, Office
from sonae.core.moments import TOKYO, Term
from sonae.core.scheme import Text
from sonae.core.written_quotation import Condition, Decider, QuotedPremium, WrittenQuotation

AT = datetime(2026, 11, 28, 10, 30, tzinfo=TOKYO)
TERM = Term(datetime(2027, 1, 5, 16, tzinfo=TOKYO), datetime(2027, 5, 5, 16, tzinfo=TOKYO))
LINK = "https://sonae.example/verify/K-2026-000123?code=7F3A91C2D04B11EE"
DIGEST = "sha256:4f0cb7a1e2d3958876655443322110ffeeddccbbaa99887766554433221100ab"
YES, NO = Text("はい", "yes"), Text("いいえ", "no")

CLINIC = CoveredFacility(
    "青木クリニック", "clinic", "福岡県福岡市博多区博多駅南1-2-3 ○○ビル4階", "all_risk", "S3", 50_000_000, 5_000_000, 0
)
HOSPITAL = CoveredFacility(
    "博多中央病院",
    "hospital",
    "福岡県福岡市博多区千代4-5-6",
    "all_risk",
    "S10",
    100_000_000,
    10_000_000,
    100_000,
    (("beds", 180), ("ward", "general")),
    (("business_continuity", 3_000_000), ("lost_profit", 10_000_000)),
)
ENGLISH_CLINIC = replace(CLINIC, name="Aoki Clinic", address="1-2-3 Hakataeki-minami, Fukuoka")
HEAD_OFFICE = Office("o1", "法人本部", "福岡市中央区天神1-1-1")
ASKED = Ask("clinic", "S3", received=AT)
LONG = "医療法人社団髙﨑𠮷田記念会附属地域医療総合在宅支援センター併設内科小児科皮膚科リハビリテーション科"


def facilities(count):
    """As many clinics of one corporation as asked, with names and addresses as long as they come."""
    return tuple(
        replace(
            CLINIC,
            name=f"{LONG[:20]}第{n}クリニック",
            address=f"福岡県北九州市小倉南区葛原東{n}丁目12番34号 医療モール東棟{n}階",
        )
        for n in range(1, count + 1)
    )


def insured(*covers):
    """The facilities as the ledger has them."""
    return tuple(
        InsuredFacility(
            key=str(place),
            kana="",
            annual_yen=44_610,
            priced="printed",
            **{one.name: getattr(cover, one.name) for one in fields(cover)},
        )
        for place, cover in enumerate(covers, start=1)
    )


def holder(name):
    return Holder("0012345", name, "", "corporation")


def certificate(**changes):
    first = CertificateContent(
        number="K-2026-000123",
        edition=1,
        issued_at=AT,
        holder=holder("青木 花子(青木クリニック)"),
        facilities=insured(CLINIC),
        shared=False,
        term=TERM,
        premium_yen=14_870,
        way="direct_debit",
        instalments=1,
        digest=DIGEST,
        assumed=(
            Assumed(
                "premium",
                Text(
                    "中途加入の保険料は、年間保険料を月割にしています。",
                    "The premium of a mid-term join is pro-rated by months.",
                ),
            ),
        ),
    )
    return replace(first, **changes)


def large(count=30):
    """A corporation at its largest: shared limits, offices, conditions, a master contract, assumptions."""
    return certificate(
        holder=replace(holder(LONG), representative="理事長 髙﨑 𠮷之助"),
        facilities=insured(*facilities(count)),
        shared=True,
        offices=(HEAD_OFFICE, Office("o2", "訪問看護ステーション事務所", "北九州市小倉北区浅野2-2-2")),
        master_contract="1234567890",
        conditions=(
            Condition(
                "2027年3月31日までに、VPN装置の修正プログラムを適用し、その記録を提出すること。", date(2027, 3, 31)
            ),
            Condition("オフラインのバックアップを少なくとも週に1回取得すること。"),
        ),
        assumed=(
            *certificate().assumed,
            Assumed(
                "term",
                Text(
                    "保険期間の日付は、前の年度のものを1年後に移しています。", "The dates are those of the year before."
                ),
            ),
        ),
    )


QUESTIONS = (
    Text(
        "多要素認証を、外部から接続するすべての利用者に使っていますか。",
        "Is multi-factor authentication used by everyone who connects from outside?",
    ),
    Text("バックアップを、ネットワークから切り離して保管していますか。", "Are backups kept away from the network?"),
    Text(
        "過去3年間に、サイバー攻撃による被害がありましたか。",
        "Has there been harm by a cyber attack in the last three years?",
    ),
)


def agreed(**changes):
    first = AgreedApplication(
        receipt_number="A-2026-000045",
        received_at=AT,
        member=Applicant(
            "青木 花子",
            "アオキ ハナコ",
            "",
            "福岡県福岡市博多区博多駅南1-2-3",
            "0012345",
            "個人",
            phone="092-000-0000",
            mail="aoki@clinic.example",
        ),
        facilities=(AgreedFacility(CLINIC, "アオキクリニック", "0123456", "青木 花子", 44_610, 14_870),),
        shared=False,
        term=TERM,
        way="direct_debit",
        instalments=1,
        declaration=Declaration(
            WEB,
            (
                Text(
                    "重要事項の説明を受け、意向に沿うことを確かめました。",
                    "I was told all that matters, and it is what I want.",
                ),
                Text(
                    "告知は事実のとおりです。これにより加入を申し込みます。",
                    "What I disclosed is true. I apply to join.",
                ),
            ),
            "青木 花子",
            "院長",
            AT,
            Text("代表者として", "representative"),
        ),
        sha256=DIGEST.removeprefix("sha256:"),
        statements=(
            Statement(
                Text("○○市医師会の会員ですか。", "Are you a member of the city medical association?"),
                YES,
                "会員証の写し",
            ),
            Statement(
                Text(
                    "電子カルテを、ほかの医療機関と共同で使っていますか。",
                    "Is an EHR used jointly with other institutions?",
                ),
                NO,
            ),
        ),
        explained=(
            Explained(Text("重要事項説明書", "Explanation of important matters"), "2026-04", AT, "青木 花子"),
            Explained(Text("個人情報の取扱い", "Handling of personal data"), "2026-04", AT, "青木 花子"),
        ),
        needs=(
            Statement(
                Text("補償の内容と保険金額は、ご意向に沿っていますか。", "Do cover and limits meet your needs?"), YES
            ),
        ),
    )
    return replace(first, **changes)


def agreed_by_corporation(count=5):
    """A corporation's application with a disclosure, keyed in by the agency."""
    return agreed(
        member=Applicant(
            LONG,
            "イリョウホウジンシャダン タカサキヨシダキネンカイ",
            "理事長 髙﨑 𠮷之助",
            "福岡県福岡市中央区天神1-1-1 ○○ビル9階",
            "0099001",
            "医療法人",
            "1234567890123",
            "092-000-0001",
            "office@takasaki.example",
        ),
        facilities=(
            AgreedFacility(HOSPITAL, "ハカタチュウオウビョウイン", "7654321", "博多 次郎"),
            *(AgreedFacility(one, annual_yen=44_610, payable_yen=14_870) for one in facilities(count - 1)),
        ),
        shared=True,
        term=None,
        offices=(HEAD_OFFICE,),
        disclosed=Disclosed(
            Text("サイバー保険 質問書兼告知書(病院)", "Disclosure form (hospital)"),
            "2026-1",
            tuple(
                Statement(
                    QUESTIONS[n % 3],
                    NO if n % 3 == 2 else YES,
                    "令和6年に導入" if n == 0 else "",
                    f"{n // 5 + 1}-{n % 5 + 1}",
                )
                for n in range(25)
            ),
        ),
        keyed_in=KeyedIn("代理 店子", "○○市医師協同組合 保険課", "FAXで受け取った加入依頼書(2026年11月27日)", AT),
        declaration=replace(agreed().declaration, name="髙﨑 𠮷之助", title="理事長", for_all=True),
    )


def written(**changes):
    first = WrittenQuotation(
        number="W-2026-00012",
        issued_at=AT,
        valid_until=datetime(2027, 1, 1, tzinfo=TOKYO),
        member="医療法人 博多会",
        representative="理事長 博多 次郎 様",
        member_number="0099001",
        term=TERM,
        premiums=(
            QuotedPremium(
                (HOSPITAL,),
                1_142_900,
                Fraction(-1, 5),
                914_320,
                "料率表2025年度版、病床数 180床・一般病床",
                "多要素認証と、切り離したバックアップの告知によります。",
            ),
        ),
        shared=False,
        payable_yen=304_770,
        way="bank_transfer",
        instalments=1,
        decided=(Decider("引受 太郎", "企業保険部 主任", AT), Decider("上席 花江", "企業保険部 課長", AT)),
        conditions=large().conditions,
    )
    return replace(first, **changes)


def written_for_several(count=4):
    clinics = tuple(
        QuotedPremium((one,), 44_610, Fraction(1, 10), 49_070, "", "電子カルテを共同で使うため")
        for one in facilities(count - 1)
    )
    return written(
        premiums=(*written().premiums, *clinics), remark="電子カルテの共同利用をやめたときは、お知らせください。"
    )
