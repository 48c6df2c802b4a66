"""The words of ``--help``, in English and Japanese, by the keys that commands and options carry."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "sonae": (
        "Prices, comparisons and simulated incidents of group cyber insurance for medical institutions in Japan.",
        "医療機関向け団体サイバー保険の見積・比較・事故の試算をします。",
    ),
    "schemes": (
        "List the schemes, or show one: who joins, how each kind is priced, which plans there are.",
        "制度の一覧、または1つの制度の内容(施設の種類、保険料の決まり方、加入タイプ)を表示します。",
    ),
    "quote": (
        "Price one facility: the premium and how sure it is, what is payable, cover, and the reason of each figure.",
        "1つの施設の見積: 保険料とその確からしさ、お支払いいただく額、補償の期間、すべての根拠。",
    ),
    "compare": (
        "Put all plans of one facility side by side.",
        "1つの施設のすべての加入タイプを並べて比べます。",
    ),
    "simulate-cost": (
        "Simulate an incident: what it costs, what each plan pays, and what stays with you.",
        "事故の試算: かかる費用、加入タイプごとに支払われる額、払われない額。",
    ),
    "rate": (
        "Price a whole roster (.xlsx or .csv): every row with its premium, cover, or what is wrong with it.",
        "名簿(.xlsx または .csv)の全行を試算し、保険料・補償の期間・問題点を書き加えます。",
    ),
    "decide": (
        "Decide a case clause by clause: what is covered, by which clause not, and what to find out next.",
        "事故が補償の対象かを条項ごとに判断します。対象外ならどの条項か、次に何を確かめるかも示します。",
    ),
    "settle": (
        "Settle a case line by line: what is paid, why each other yen stays, what each limit has left.",
        "案件の費用を明細ごとに精算します: 支払われる額、支払われない理由、限度額の残り。",
    ),
    "wording": ("Show an insurer's terms, and compare two of them.", "約款の内容を表示し、2つを比べます。"),
    "wording.show": (
        "List the wordings, or show one: parts, clauses with their conditions, limits in order, what is assumed.",
        "約款の一覧、または1つの内容(補償、条項と条件、支払額の計算、仮定)を表示します。",
    ),
    "wording.diff": (
        "Put side by side what two wordings say otherwise.",
        "2つの約款の違うところを並べます。",
    ),
    "clocks": (
        "After an incident: who must be told what by when, by which law, what is overdue, what is still to be asked.",
        "事故のあと: 誰に何をいつまでに知らせるか、どのきまりか、過ぎたもの、まだ確かめること。",
    ),
    "procedure": (
        "How a scheme takes applications: who approves, what must be shown, read and declared, who binds the insurer.",
        "制度の加入手続: 確認の順序、示すもの・読むもの・宣言するもの、引受の権限。",
    ),
    "catalogue": (
        "Check, publish and describe the data behind every answer.",
        "答えのもとになるデータの検査・公表・説明。",
    ),
    "catalogue.check": (
        "Validate the catalogue and the folders given, and run every edition's worked examples.",
        "カタログと指定のフォルダーを検査し、各版の計算例を確かめます。",
    ),
    "catalogue.publish": (
        "Freeze an edition: from now on a change to its files is refused.",
        "版を公表して固定します。以後、内容の変更は拒まれます。",
    ),
    "catalogue.schema": (
        "Print the JSON Schema of one kind of catalogue file, for editors; without NAME, list the kinds.",
        "カタログのファイルのJSON Schemaを表示します(エディター用)。NAME を省くと種類の一覧。",
    ),
    "examples": ("Examples:", "例:"),
    "exit_codes": (
        "Exit codes: 0 answered (a referral too), 1 the catalogue is wrong, 2 what was asked cannot be answered.",
        "終了コード: 0 答えあり(照会を含む)、1 カタログの誤り、2 入力の誤り。",
    ),
    "panel.arguments": ("Arguments", "引数"),
    "panel.options": ("Options", "オプション"),
    "panel.commands": ("Commands", "コマンド"),
    "option.help": ("Show this message and exit.", "この説明を表示します。"),
    "option.lang": (
        "Language of the answer; default: Japanese if the locale says so.",
        "答えの言語。既定はロケールが日本語なら ja。",
    ),
    "option.json": ("Answer as JSON on standard output.", "JSONで標準出力に答えます。"),
    "option.catalogue": (
        "A folder with more schemes, tariffs, costs or texts; repeatable.",
        "制度・料率表・単価表・文言を足すフォルダー。くり返し指定できます。",
    ),
    "option.now": ("Answer as of this moment.", "この日時の時点として答えます。"),
    "option.version": ("Show the version and exit.", "バージョンを表示します。"),
    "option.scheme": (
        "The scheme's code or name (see: sonae schemes).",
        "制度のコードまたは名称(sonae schemes で一覧)。",
    ),
    "option.kind": (
        "Kind of facility, as code or label: hospital, clinic, 病院 …",
        "施設の種類。コードまたは名称(hospital、病院 など)。",
    ),
    "option.size": ("Beds or capacity: 50, ５０, 50床.", "病床数または入所定員: 50、５０、50床。"),
    "option.family": (
        "Plan family: all_risk or leak_only; not needed where the plan's code names it.",
        "補償区分: all_risk(オールリスク)、leak_only(情報漏えい限定)。タイプの記号で決まるときは不要です。",
    ),
    "option.plan": (
        "Plan code, such as S3; not needed for kinds whose plans no brochure prints.",
        "加入タイプの記号(S3 など)。募集資料にタイプがない施設の種類では不要です。",
    ),
    "option.measure": (
        "Another figure or choice the kind asks for, as name=value; repeatable.",
        "その他の入力(名前=値)。くり返し指定できます。",
    ),
    "option.adjust": (
        "A change that the insurer decides for each member, as id=-10%; repeatable.",
        "加入ごとに保険会社が決める割引・割増(名前=-10%)。くり返し指定できます。",
    ),
    "option.received": (
        "When the complete application was received: 2025-06-15, R7.6.15, 令和7年6月15日 …; default: now.",
        "もれなく記入された加入依頼書の受付日: 2025-06-15、R7.6.15、令和7年6月15日 など。既定は現在。",
    ),
    "option.scenario": ("A named incident to start from.", "もとにする事故の例。"),
    "option.set": (
        "How many of something counted, as name=number; repeatable.",
        "数量(名前=数)。くり返し指定できます。",
    ),
    "option.plans": ("Show only these plans; repeatable.", "このタイプだけを表示します。くり返し指定できます。"),
    "option.costs": ("The book of unit costs to use.", "使う単価表。"),
    "option.out": ("The file to write: .xlsx or .csv.", "書き出すファイル: .xlsx または .csv。"),
    "option.default_scheme": (
        "The scheme of rows that name none.",
        "制度の欄が空の行(または制度の列がない名簿)の制度。",
    ),
    "option.template": (
        "Write an empty roster (.xlsx) to fill in, instead of rating one.",
        "試算の代わりに、記入用の名簿のひな形(.xlsx)を書き出します。",
    ),
    "option.encoding": (
        "How a .csv is written: utf-8 (with the mark that Excel knows it by; the default) or cp932 (Shift_JIS).",
        ".csv の文字コード: utf-8(Excelで開けるBOM付き、既定)または cp932(Shift_JIS)。",
    ),
    "option.pdf": ("Write the whole record as PDF.", "すべての根拠をPDFで書き出します。"),
    "option.payment_pdf": ("Write the payment sheet as PDF.", "支払計算書をPDFで書き出します。"),
    "option.letter": (
        "Write a letter to the member as PDF: plain words, the result, what is needed.",
        "加入者あての手紙をPDFで書き出します(結果、理由、必要なこと)。",
    ),
    "option.against": ("Show what is otherwise than in another case.", "別の案件と比べて、違うところを示します。"),
    "option.clause": ("Show only this clause.", "この条項だけを表示します。"),
    "option.ask": (
        "Ask at the terminal for whatever can still change the answer.",
        "答えを左右することを端末で1つずつ聞きます。",
    ),
    "option.save": ("Write the case with the answers given.", "答えを書き加えた案件のファイルを書き出します。"),
    "option.force": ("Replace the file if it exists.", "すでにあるファイルを置き換えます。"),
    "argument.wording": ("A wording's code (see: sonae wording show).", "約款のコード(sonae wording show で一覧)。"),
    "argument.other_wording": ("The wording to compare it with.", "比べる約款。"),
    "option.at": (
        "As of this moment; default: the case's own, else now.",
        "この日時の時点。既定はファイルの at、なければ現在。",
    ),
    "option.clocks": ("The edition of clocks.", "期限の版。"),
    "option.trace": ("Print the reasons of each clock.", "期限ごとの根拠を表示します。"),
    "argument.case": (
        "The case: its cover, what is known of it, and what was done.",
        "案件のファイル: 加入の内容、わかっている事実、したこと。",
    ),
    "argument.scheme": ("A scheme's code or name.", "制度のコードまたは名称。"),
    "argument.roster": ("The roster: .xlsx, or .csv in UTF-8 or CP932.", "名簿: .xlsx、または .csv(UTF-8、CP932)。"),
    "argument.folders": ("More folders to check.", "あわせて検査するフォルダー。"),
    "argument.edition": ("The edition's code: the name of its folder.", "版のコード(フォルダーの名前)。"),
    "argument.schema": (
        "scheme, facts, cases, tariff, costs, texts …",
        "scheme、facts、cases、tariff、costs、texts など。",
    ),
}
EXAMPLES: dict[str, tuple[str, ...]] = {
    "schemes": ("sonae schemes", "sonae schemes fukuoka-2025"),
    "quote": (
        "sonae quote --scheme fukuoka-2025 --kind hospital --size 50 --family all_risk --plan S3",
        "sonae quote --scheme fukuoka-2025 --kind 病院 --size ５０床 --plan S3 --received R7.6.15 --lang ja",
        "sonae quote --scheme fukuoka-2025 --kind hospital --size 50 --plan S3 --measure ward=psychiatric",
        "sonae quote --scheme dental-2025 --kind dental_clinic --plan S1 --json",
    ),
    "compare": (
        "sonae compare --scheme fukuoka-2025 --kind clinic",
        "sonae compare --scheme mie-2025 --kind hospital --size 20 --json",
    ),
    "simulate-cost": (
        "sonae simulate-cost --scheme fukuoka-2025 --kind clinic --plan S3 --plan S3000",
        "sonae simulate-cost --scheme fukuoka-2025 --kind clinic --set patients=5000 --set claimants=50",
    ),
    "rate": (
        "sonae rate roster.xlsx -o rated.xlsx",
        "sonae rate members.csv -o rated.csv --scheme fukuoka-2025",
        "sonae rate roster.xlsx -o rated.csv --encoding cp932",
        "sonae rate --template roster.xlsx --scheme fukuoka-2025",
    ),
    "decide": (
        "sonae decide case.yaml",
        "sonae decide case.yaml --ask --save answered.yaml",
        "sonae decide case.yaml --letter letter.pdf --pdf record.pdf --lang ja",
        "sonae decide case.yaml --against last-year.yaml --json",
    ),
    "settle": ("sonae settle case.yaml", "sonae settle case.yaml --lang ja --pdf payment.pdf"),
    "wording.show": ("sonae wording show", "sonae wording show CODE --clause ID"),
    "wording.diff": ("sonae wording diff CODE OTHER",),
    "clocks": (
        "sonae clocks case.yaml",
        "sonae clocks case.yaml --at 2025-06-04T09:00 --trace",
        "sonae clocks case.yaml --lang ja --pdf deadlines.pdf",
    ),
    "procedure": ("sonae procedure fukuoka-2025", "sonae procedure mie-2025 --lang ja"),
    "catalogue.check": ("sonae catalogue check", "sonae catalogue check ./our-schemes"),
    "catalogue.publish": ("sonae catalogue publish our-2027 --catalogue ./our-schemes",),
    "catalogue.schema": ("sonae catalogue schema scheme > scheme.schema.json",),
}


def say_help(key: str, language: str) -> str:
    """Return the words of a help key; a text that is no key is returned as it is."""
    pair = HELP.get(key)
    return pair[1 if language == "ja" else 0] if pair else key


def examples_of(key: str, language: str) -> str:
    """Return the examples of a command as lines, or "" where it has none."""
    lines = EXAMPLES.get(key, ())
    return "\n".join([say_help("examples", language), *(f"  {line}" for line in lines)]) if lines else ""
