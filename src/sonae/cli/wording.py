"""The command line's own words, in English and Japanese; all others are the catalogue's."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # --- headings of printed answers ---
    "referral": ("The insurer must look at this", "保険会社への照会が必要です"),
    "assumed": ("Assumed", "仮定していること"),
    "notices": ("Please read before joining", "ご加入の前に必ずお読みください"),
    "no_cover": ("No cover can be named", "補償の期間は示せません"),
    "yen": ("{yen} yen", "{yen}円"),
    "without_plan": ("no plan published", "加入タイプの記載なし"),
    "abolished": ("abolished", "廃止"),
    "no_plans": (
        "No brochure prints plans for this kind of facility; the insurer quotes individually.",
        "この施設の種類の加入タイプは募集資料にありません。保険会社が個別に見積もります。",
    ),
    "covers": ("What is covered", "補償の内容"),
    "family_covers": (
        "{family}: on {triggers}; pays {parts}",
        "{family}: {triggers}のとき、{parts}を支払います",
    ),
    "term_unknown": ("dates not published", "保険期間の日付は記載なし"),
    "table.code": ("Code", "コード"),
    "table.name": ("Name", "名称"),
    "table.term": ("Term", "保険期間"),
    "table.kinds": ("Kinds of facility", "施設の種類"),
    "table.asks": ("What it asks for", "入力するもの"),
    "table.priced": ("Priced by", "保険料の決まり方"),
    "table.plans": ("Plans", "加入タイプ"),
    "range": ("{name} ({low} to {high})", "{name}({low}〜{high})"),
    "unit_cost": ("{yen} yen for each {per} {unit}", "{per}{unit}につき{yen}円"),
    "unit_cost_each": ("{yen} yen each ({unit})", "1{unit}{yen}円"),
    "cost_range": ("{low} to {high} yen", "{low}〜{high}円"),
    "no_costs": (
        "Nothing costs anything: every number is 0. Set one, like {example}.",
        "費用はありません。数量がすべて0です。{example} のように指定してください。",
    ),
    "incident_total": ("Cost of the incident", "事故の費用の合計"),
    "liability_left": ("Left for damages", "賠償に残る額"),
    "scenario": ("Scenario", "事故の例"),
    "stays_because": ("Why it stays", "残る理由"),
    "notes": ("How this was reckoned", "計算の前提"),
    "sources": ("Sources", "出典"),
    "contacts": ("Contacts", "連絡先"),
    "open_changes": ("The insurer decides for each member", "加入ごとに保険会社が決める割引・割増"),
    # --- rate ---
    "rate.reading": ("Rating", "試算中"),
    "rate.done": (
        "{file}: {rows} rows. {priced} priced, {estimate} estimated, {referred} referred, {problem} with a problem.",
        "{file}: {rows} 行。保険料 {priced} 行、概算 {estimate} 行、個別見積 {referred} 行、問題あり {problem} 行。",
    ),
    "rate.problems": (
        "Rows with a problem say so in the column 'problem'; all rows were read.",
        "問題のある行は problem 列に理由があります。すべての行を読みました。",
    ),
    "rate.sheet": ("Read from the sheet '{sheet}'.", "シート「{sheet}」を読みました。"),
    "rate.others": ("Other sheets were not read: {sheets}.", "ほかのシートは読んでいません: {sheets}。"),
    "rate.encoding": ("The text was read as {encoding}.", "文字コードは {encoding} として読みました。"),
    "rate.above": (
        "{rows} row(s) above the headings were left out.",
        "見出しより上の {rows} 行は書き出していません。",
    ),
    "rate.renewed": (
        "Columns of an earlier rating were replaced.",
        "前回の試算の列は新しい結果に置き換えました。",
    ),
    "rate.no_receipts": (
        "No column gives the receipts: cover is that of applications received now.",
        "受付日の列がないため、いま受け付けたものとして補償の期間を示しています。",
    ),
    "rate.template": (
        "Wrote the template {file} for {scheme}. Fill it in, then: sonae rate {file} -o RESULT.xlsx",
        "{scheme} の名簿のひな形 {file} を書きました。記入したら: sonae rate {file} -o 結果.xlsx",
    ),
    # --- decide ---
    "decide.term": ("Term: {start} to {end}", "保険期間: {start}から{end}まで"),
    "decide.settled": (
        "Decided: nothing that is still unknown can change these answers.",
        "結論が出ています。まだわかっていないことがあっても、答えは変わりません。",
    ),
    "decide.open": (
        "Not decided yet: {clauses} clause(s) are open. Answers to {questions} question(s) can still matter.",
        "まだ決まっていません。未確定の条項が {clauses} 件あり、確かめることが {questions} 件あります。",
    ),
    "decide.stuck": (
        "Undecided: {clauses} clause(s) are open, and nobody knows what they ask for.",
        "決められません。未確定の条項が {clauses} 件ありますが、答えのわかる人がいません。",
    ),
    "decide.part": ("Part of the cover", "補償"),
    "decide.answer": ("Answer", "答え"),
    "decide.less": ("(a person decides what is deducted)", "(差し引く額を人が決めます)"),
    "decide.duties_open": ("(whether duties were kept is open)", "(義務が守られたかは未確認)"),
    "decide.why": ("Why", "理由"),
    "decide.because": ("{what}: {answer}", "{what}: {answer}"),
    "decide.no_trigger": (
        "None of what starts this cover happened: {triggers}",
        "対象となる事故のどれにもあたりません: {triggers}",
    ),
    "decide.reduced": ("Duties that were not kept", "守られていない義務"),
    "decide.questions": ("To find out next, first what settles most", "次に確かめること(決まることの多い順)"),
    "decide.knows": ("Who usually knows: {who}", "わかる人: {who}"),
    "decide.evidence": ("What proves it: {what}", "証拠になるもの: {what}"),
    "decide.facts": ("What is known", "わかっていること"),
    "decide.follows": ("What follows from it (by which rule)", "そこから推定されること(規則)"),
    "decide.switches": ("The insurer must say", "保険会社が決めること"),
    "decide.clauses": ("Every clause", "すべての条項"),
    "decide.number": ("No.", "番号"),
    "decide.clause": ("Clause", "条項"),
    "decide.kind": ("Kind", "種類"),
    "decide.result": ("Result", "結果"),
    "decide.hangs": ("Depends on", "もとになる事実"),
    "decide.source": ("Where it stands", "出典"),
    "decide.objection": ("If you disagree", "ご納得いただけないとき"),
    "decide.moved": ("What is otherwise than in the other case", "比べた案件との違い"),
    "decide.nothing_moved": ("Nothing: both come out alike.", "違いはありません。"),
    "decide.before": ("There", "比べた案件"),
    "decide.after": ("Here", "この案件"),
    "decide.moved.edition": ("edition", "版"),
    "decide.moved.cover": ("cover", "加入の内容"),
    "decide.moved.fact": ("fact", "事実"),
    "decide.moved.clause": ("clause", "条項"),
    "decide.moved.answer": ("answer", "答え"),
    "decide.moved.amount": ("amount", "金額"),
    "decide.written": ("Wrote {file}.", "{file} を書きました。"),
    "decide.saved": ("Saved as {file}.", "{file} に保存しました。"),
    "decide.keep": (
        "Nothing is lost. To keep these answers, put them into the case, or run again with --save OUT.yaml:",
        "答えは失われていません。残すには、案件のファイルに次を書き足すか、--save OUT.yaml を付けて実行してください:",
    ),
    "ask.start": (
        "Only what can still change the answer is asked. ? says why, back corrects the last answer, end stops.",
        "答えを左右することだけを聞きます。? で聞く理由、戻る で1つ前の訂正、終了 で中断です。",
    ),
    "ask.how.yes_no": ("yes / no / unknown", "はい / いいえ / わからない"),
    "ask.how.choice": ("a number / unknown", "番号 / わからない"),
    "ask.how.moment": (
        "a day and an hour (Tokyo), as 2025-06-03 02:10 / never / unknown",
        "日時(2025-06-03 02:10、令和7年6月3日 2時10分 など)/ なし(起きていない)/ わからない",
    ),
    "ask.how.count": ("a number, as 30000 / unknown", "数(30000、3万 など)/ わからない"),
    "ask.how.yen": ("yen, as 1,200,000 / unknown", "金額(120万、1,200,000円 など)/ わからない"),
    "ask.taken": (
        "   = {answer}   ({clauses} clause(s) still open, {answers} answers settled)",
        "   → {answer}   (未確定の条項 {clauses} 件、決まった答え {answers})",
    ),
    "ask.why": ("   Asked because these clauses hang on it:", "   次の条項がこの答えにかかっています:"),
    "ask.back": ("   The last answer was taken back.", "   1つ前の答えを取り消しました。"),
    "ask.no_back": ("   Nothing has been answered yet.", "   まだ何も答えていません。"),
    "ask.against": (
        "   This contradicts the answer to “{question}”: {rule}",
        "   「{question}」 の答えと合いません: {rule}",
    ),
    "ask.contradicts": (
        "   Answer this question otherwise, or type back to correct an earlier answer.",
        "   この質問に答え直すか、「戻る」で前の答えを訂正してください。",
    ),
    "ask.done": ("\nNothing more to ask.", "\n質問は以上です。"),
    # --- settle ---
    "settle.no_costs": ("the case holds no costs to settle", "この案件には精算する費用(costs)がありません"),
    "settle.demanded": ("Demanded", "請求額"),
    "settle.paid": ("Paid", "支払われる額"),
    "settle.stays": ("Not paid: {reason}", "支払われない額: {reason}"),
    "settle.open": ("Open", "未決(まだ決まらない額)"),
    "settle.paid_before": ("Paid before", "支払済みの額"),
    "settle.due": ("Still to be paid", "これから支払われる額"),
    "settle.ahead": ("Paid ahead of what is settled so far", "精算の済んだ額を超えて支払済みの額"),
    "settle.undecided": (
        "Not everything is decided: what is open is neither paid nor refused. See: sonae decide",
        "まだ決まっていないことがあります。未決の額は、支払いも支払わないことも決まっていません(sonae decide)。",
    ),
    "settle.papers": ("Papers and the day of payment", "書類と支払いの期限"),
    "settle.fall": ("How {line} came about: {item}", "{line} の計算: {item}"),
    "settle.left": ("What each limit has left", "限度額の残り"),
    "settle.column.line": ("Line", "明細"),
    "settle.column.item": ("Item", "費目"),
    "settle.column.demanded": ("Demanded", "請求額"),
    "settle.column.paid": ("Paid", "支払われる額"),
    "settle.column.stays_or_open": ("Not paid, or open", "支払われない額・未決"),
    "settle.column.why": ("Why", "理由"),
    "settle.column.step": ("Step", "段階"),
    "settle.column.kept": ("Kept back", "差し引かれる額"),
    "settle.column.through": ("Let through", "残る額"),
    "settle.column.left": ("Left afterwards", "限度額の残り"),
    "settle.column.level": ("Limit", "限度額など"),
    "settle.column.per": ("For each", "単位"),
    "settle.column.figure": ("In all", "金額"),
    "settle.column.used": ("Used", "使用済み"),
    # --- wording show, wording diff ---
    "terms.code": ("Code", "コード"),
    "terms.name": ("Name", "名称"),
    "terms.edition": ("Edition", "版"),
    "terms.insurer": ("Insurer", "保険会社"),
    "terms.schemes": ("Schemes", "制度"),
    "terms.parts": ("Parts of the cover", "補償と費目"),
    "terms.clauses": ("Clauses", "条項"),
    "terms.levels": ("How much is paid, in this order", "支払額の計算(この順)"),
    "terms.switches": ("Left to the insurer (the value assumed)", "保険会社が決める値(仮定)"),
    "terms.allocation": ("To which part a cost belongs", "費目の割り振り"),
    "terms.notes": ("About this wording", "この約款について"),
    "terms.when": ("when: ", "あてはまる条件: "),
    "terms.unless": ("unless: ", "ただし除く: "),
    "terms.if.met": ("if met: {effect}", "あてはまれば{effect}"),
    "terms.if.not_met": ("if not met: {effect}", "あてはまらなければ{effect}"),
    "terms.only": ("only for {places}", "{places} だけ"),
    "terms.all_parts": ("all parts", "すべての補償"),
    "terms.at_most": ("{amount}, at most {yen} yen", "{amount}、{yen}円まで"),
    "terms.differ": ("In what {one} and {other} differ", "{one} と {other} の違い"),
    "terms.alike": ("In nothing.", "違いはありません。"),
    "terms.reordered": (
        "The levels that both have are applied in another order.",
        "共通する段階の順序が違います。",
    ),
    "wrong.wording": (
        "there is no wording '{code}'; nearest: {nearest}",
        "約款「{code}」はありません。近いもの: {nearest}",
    ),
    "wrong.clause": (
        "the wording has no clause '{clause}'; nearest: {nearest}",
        "条項「{clause}」はこの約款にありません。近いもの: {nearest}",
    ),
    # --- catalogue ---
    "check.counts": (
        (
            "Schemes: {schemes}, tariffs: {tariffs}, wordings: {wordings}, unit costs: {costs}, "
            "playbooks: {playbooks}, clocks: {clocks}, worked examples: {cases}"
        ),
        (
            "制度 {schemes} 件、料率表 {tariffs} 件、約款 {wordings} 件、単価表 {costs} 件、手順書 {playbooks} 件、"
            "期限 {clocks} 件、計算例 {cases} 件"
        ),
    ),
    "check.fine": ("No problem found.", "問題はありません。"),
    "check.problems": ("{count} problem(s) found.", "{count} 件の問題があります。"),
    "publish.done": ("Published {path}: {digest}", "{path} を公表しました: {digest}"),
    "publish.again": (
        "{code} is published already. Its files stay as they are; make a new edition for a change",
        "{code} はすでに公表されています。内容は変えられません。変更は新しい版にしてください",
    ),
    "publish.needs": (
        "the prices of {code} rest on {need}, which is not published; first: sonae catalogue publish {name}{folders}",
        "{code} の保険料のもとになる {need} がまだ公表されていません。先に: sonae catalogue publish {name}{folders}",
    ),
    "publish.twice": (
        "{code} stands in several places ({places}); name only one folder with --catalogue",
        "{code} が複数の場所にあります({places})。--catalogue で1つに絞ってください",
    ),
    "publish.unknown": (
        "there is no edition '{code}'; nearest: {nearest}",
        "「{code}」という版はありません。近いもの: {nearest}",
    ),
    "publish.faulty": (
        "The catalogue has problems; correct them before publishing.",
        "カタログに問題があります。直してから公表してください。",
    ),
    "schema.unknown": (
        "there is no schema '{name}'; choose one of: {choices}",
        "「{name}」はありません。次から選んでください: {choices}",
    ),
    "catalogue.wrong": ("The catalogue cannot be used:", "カタログに問題があるため使えません:"),
    # --- what is wrong with what was typed ---
    "wrong.pair": (
        "'{value}' is not name=value; write it like {example}",
        "「{value}」は 名前=値 の形ではありません。{example} のように書いてください",
    ),
    "wrong.scheme_needed": ("name a scheme: {choices}", "制度を指定してください: {choices}"),
    "wrong.plan_unknown": (
        "there is no plan '{plan}' to simulate for this kind; nearest: {nearest}",
        "この施設の種類で試算できるタイプ「{plan}」はありません。近いもの: {nearest}",
    ),
    "wrong.scenario": (
        "there is no scenario '{scenario}'; nearest: {nearest}",
        "「{scenario}」という例はありません。近いもの: {nearest}",
    ),
    "wrong.roster_needed": (
        "name the roster, and the result with -o; or --template OUT.xlsx for an empty one",
        "名簿のファイルと、-o で結果のファイルを指定してください。ひな形は --template OUT.xlsx です",
    ),
    "wrong.out_needed": (
        "name the result with -o OUT.xlsx or -o OUT.csv",
        "結果のファイルを -o OUT.xlsx か -o OUT.csv で指定してください",
    ),
    "wrong.template_suffix": (
        "a template is a workbook; name it .xlsx",
        "ひな形はExcelブックです。.xlsx にしてください",
    ),
    "wrong.encoding": (
        "only a .csv has an encoding; name the result .csv, or leave out --encoding",
        "文字コードを選べるのは .csv だけです。結果を .csv にするか、--encoding を外してください",
    ),
    "wrong.exists": (
        "{file} is there already; name another, or replace it with --force",
        "{file} はすでにあります。別の名前にするか、--force で置き換えてください",
    ),
    "wrong.file": ("{file}: {why}", "{file}: {why}"),
    "wrong.usage": ("{why} (see: sonae {command}--help)", "{why}(sonae {command}--help をご覧ください)"),
    "wrong.command": ("the command '{name}' cannot be loaded: {why}", "コマンド「{name}」を読み込めません: {why}"),
    "stopped": ("Stopped; nothing was left half-done.", "中止しました。途中のものは残していません。"),
}


def say(key: str, language: str, **params: object) -> str:
    """Return the words of ``key``; whole numbers get separators."""
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in params.items()}
    return WORDS[key][1 if language == "ja" else 0].format(**shown)
