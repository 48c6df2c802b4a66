"""The words of each data problem, in English and Japanese."""

from __future__ import annotations

# what follows a name that does not exist, where anything is known at all
NEAREST = ("; nearest: {known}", "。近いもの: {known}")
NOTHING = frozenset({"", "-"})
MESSAGES = {
    "yaml": ("not readable as YAML: {why}", "YAMLとして読めません: {why}"),
    "csv": (
        "not readable as CSV: {why}; put a cell with commas, quotes or line breaks in quotes",
        "CSVとして読めません: {why}。カンマ・引用符・改行を含むセルは引用符で囲んでください",
    ),
    "encoding": ("not UTF-8 text; save the file as UTF-8", "UTF-8ではありません。UTF-8で保存してください"),
    "alias": (
        "anchors and aliases (& and *) are not read; write the value out in each place",
        "アンカーと別名(& と *)は使えません。値をそれぞれの場所に書いてください",
    ),
    "duplicate_key": ("appears twice; keep one", "同じ項目が2回あります。1つにしてください"),
    "unknown_key": ("unknown key; nearest known: {known}", "知らない項目です。近いもの: {known}"),
    "missing_key": ("missing key; write {shape}", "項目がありません。{shape} を書いてください"),
    "wrong_type": ("is {found!r}; write {shape}", "{found!r} になっています。{shape} を書いてください"),
    "unknown_word": ("is {found!r}; write one of: {known}", "{found!r} は使えません。次のいずれか: {known}"),
    "missing_source": (
        "has no source; write file:line, a web address or docs/…",
        "出典がありません。ファイル名:行、URL、docs/… を書いてください",
    ),
    "unknown_source": (
        "source {found!r} is not in `sources`{nearest}",
        "出典 {found!r} が sources にありません{nearest}",
    ),
    "missing_status": ("has no status; write one of: {known}", "確からしさ(status)がありません。次のいずれか: {known}"),
    "missing_words": ("has no {language} text", "{language} の文がありません"),
    "missing_file": ("file not found; add it", "ファイルがありません。追加してください"),
    "missing_column": ("column missing; the heading line is: {known}", "列がありません。見出しは: {known}"),
    "unknown_column": ("unknown column; nearest known: {known}", "知らない列です。近いもの: {known}"),
    "cells": ("has {found} cells; the heading has {known}", "セルが {found} 個です。見出しは {known} 個です"),
    "duplicate_row": ("same key as line {other}; keep one", "{other} 行目と同じキーです。1つにしてください"),
    "needed": ("is empty, but `{beside}` needs it; fill it in", "空ですが、{beside} には必要です。書いてください"),
    "unused": (
        "is {found!r}, which nothing reads beside `{beside}`; leave one of them out",
        "{found!r} は {beside} があると使われません。どちらかを消してください",
    ),
    "point": (
        "goes from {low} to {high}, but a point has the same low and high; a range needs the method `bands`",
        "{low}〜{high} です。点(points)の low と high は同じ数です。範囲なら method を bands にしてください",
    ),
    "no_rows": (
        "factors.csv has no row of this table; add one, or remove the table",
        "factors.csv にこの表の行がありません。行を足すか、表を消してください",
    ),
    "method": (
        "the scheme asks {measure} as `{type}`, but the table's method is `{method}`; `choices` is for a `choice`",
        "{measure} は {type} ですが、表の method は {method} です。choices は choice のためのものです",
    ),
    "not_positive": (
        "{measure} {found} would multiply the premium by {rate}; narrow the measure, or correct the table",
        "{measure} が {found} のとき係数が {rate} になります。範囲をせまくするか、表を直してください",
    ),
    "overlap": (
        "overlaps line {other} ({low} to {high}); end one where the other begins",
        "{other} 行目({low}〜{high})と重なります。一方の終わりを他方の始まりに合わせてください",
    ),
    "gap": (
        "numbers from {low} to {high} are in no step (line {other} ends before); begin there, or add one of rate 0",
        "{other} 行目のあと {low}〜{high} が抜けています。続きから始めるか、rate が 0 の段を足してください",
    ),
    "outside_span": (
        "is {found}, but the calendar covers {low} to {high}; correct the day, or what it covers",
        "{found} は、この暦が対象とする {low}〜{high} の外です。日付か covers を直してください",
    ),
    "last_rule": (
        "the last rule of a clock holds where no other does, so it alone has no `when`; move it to the end, or add one",
        "時計の最後の規則は、ほかに当てはまらないときのものです。when がないのは最後の1つだけにしてください",
    ),
    "order": (
        "ends before it begins; write the smaller first",
        "終わりが始まりより前です。小さい方を先に書いてください",
    ),
    "unknown_reference": (
        "names {found!r}, which does not exist{nearest}",
        "{found!r} はありません{nearest}",
    ),
    "family_untold": (
        (
            "does not say whether plans of the family {family} ({scheme}) pay this item; write `{family}: true` or "
            "`{family}: false`, in a book of your own where this one is packaged"
        ),
        (
            "{family} のプラン({scheme})がこの費目を支払うかどうかが書かれていません。{family}: true か "
            "{family}: false を書いてください。同梱の単価表なら、自分の単価表を用意してください"
        ),
    ),
    "unreachable_plan": (
        (
            "plan {plan} of {kind} can never be priced: no printed premium and no base in the tariff; "
            "add a premium, or price the kind as `referred`"
        ),
        (
            "{kind} の {plan} は保険料が決まりません。印刷された保険料か料率表の基礎額を足すか、"
            "priced を referred にしてください"
        ),
    ),
    "contradiction": (
        "printed {printed} yen, but the tariff gives {computed} yen; correct the cell, the base or a factor",
        "印刷された保険料は {printed} 円ですが、料率表では {computed} 円です。どちらかを直してください",
    ),
    "joint_limit": (
        "cost limit {cost} is above the liability limit {liability}; costs are paid inside it",
        "費用の保険金額 {cost} が賠償の保険金額 {liability} を超えています",
    ),
    "missing_section": (
        "no fact in section {section!r}; add one, or mark it not_published",
        "{section!r} の記載がありません。1つ書くか not_published としてください",
    ),
    "missing_text": (
        "has no words; add to a .yaml file in texts/ the line {key}: {{ja: …, en: …}}",
        "文がありません。texts/ の .yaml に次の行を足してください {key}: {{ja: …, en: …}}",
    ),
    "deadline": (
        "{found} is after the term begins on {start}; write that day or an earlier one",
        "{found} は保険始期日 {start} より後です。その日かそれより前の日を書いてください",
    ),
    "before_receipt": (
        "is 0, so cover begins on day {day} of the month of the receipt, but `cutoff_day` is {cutoff}; write 1 or more",
        "0 なので受付と同じ月の {day} 日に始まりますが、cutoff_day は {cutoff} です。1 以上を書いてください",
    ),
    "size_range": (
        "size {found} can never be priced: {measure} goes from {low} to {high}; correct the size or the measure",
        "{found} の保険料は使われません。{measure} は {low}〜{high} です。どちらかを直してください",
    ),
    "referred_cells": (
        "{kind} is priced `referred`, so no cell is used; remove its cells, or price it as `printed` or `tariff`",
        "{kind} は referred なので保険料の行は使われません。行を消すか printed か tariff にしてください",
    ),
    "other_measure": (
        (
            "a row prices one size, but {kind} also asks for {measure}, so no quote can use its rows; "
            "remove the rows or the measure, or give a choice a `default`"
        ),
        (
            "1行は1つの規模の保険料ですが、{kind} は {measure} も尋ねるので、どの見積でも使われません。"
            "行か項目を消すか、choice なら default を書いてください"
        ),
    ),
    "no_size": (
        "is {found}, but {kind} has no number as its size_measure; name one, or leave the size empty",
        "{found} ですが、{kind} の size_measure に数の項目がありません。書くか、size を空けてください",
    ),
    "no_section": (
        "holds none of the folders {known}; name the folder that holds them",
        "{known} のどのフォルダーもありません。それらを含むフォルダーを指定してください",
    ),
    "unknown_folder": ("unknown folder; nearest known: {known}", "知らないフォルダーです。近いもの: {known}"),
    "code_folder": (
        "is {found!r}, but the folder is {known!r}; make them equal",
        "{found!r} ですがフォルダー名は {known!r} です。同じにしてください",
    ),
    "duplicate_code": (
        "{found!r} also stands in {other}; rename one",
        "{found!r} は {other} にもあります。名前を変えてください",
    ),
    "repeats": ("only an example scheme may repeat every year", "毎年くり返せるのは例示用の制度だけです"),
    "condition": (
        "has {found}; write the name of a fact or predicate, or one of these with what it needs: {known}",
        "{found} になっています。事実か条件の名前、または次のいずれか1つを書いてください: {known}",
    ),
    "fact_type": (
        "{found} is of the type `{type}`; here a fact of the type {known} is needed",
        "{found} の type は {type} です。ここでは {known} の事実が必要です",
    ),
    "circular": (
        "leads back to itself: {found}; let one of them do without the others",
        "自分自身に戻ります: {found}。どれか1つをほかに頼らずに書いてください",
    ),
    "unreachable_clause": (
        "can decide nothing ({found}, whatever the facts); correct its condition, its carve-back or `applies_to`",
        "どの事実でも結果が変わりません({found})。条件、例外、applies_to のどれかを直してください",
    ),
    "unallocated": (
        "does not name {part}, which also pays {found}; add it, so that the cost belongs to one part only",
        "{found} を支払う {part} がありません。費用が1つの補償だけに入るように足してください",
    ),
    "amount": (
        (
            "says {found}; write exactly one of `yen` (`hours` of waiting), `of`, `switch` "
            "(a ratio may have only a `share`)"
        ),
        (
            "{found} になっています。yen(待機時間は hours)・of・switch のうち1つだけを書いてください"
            "(ratio は share だけでも可)"
        ),
    ),
    "unused_fact": (
        "is asked by no clause, so no answer can matter; use it in a condition, or remove it",
        "どの条項も使わない事実です。条件で使うか、消してください",
    ),
    "unused_switch": (
        "is named by no clause, rule, level or ground, so its value can matter to nothing; use it, or remove it",
        "どの条項・決まり・支払額の計算・延長の理由にも使われていない値です。使うか、消してください",
    ),
    "unused_predicate": (
        "is used by no condition; use it, or remove it",
        "どの条件にも使われていません。使うか、消してください",
    ),
    "scheme_claimed": (
        "{found} already stands under the wording {other}; name it in one of them",
        "{found} はすでに約款 {other} にあります。どちらか1つに書いてください",
    ),
    "scheme_served": (
        "applications to {found} are already taken by the procedure {other}; name the scheme in one of them",
        "{found} の申込みはすでに手続 {other} にあります。どちらか1つに書いてください",
    ),
    "no_questions": (
        "{scheme} wants a disclosure of each {kind}, but no question set is for it; name one, or add the kind to one",
        "{scheme} の {kind} には告知が必要ですが、質問がありません。質問書を書くか、kinds に足してください",
    ),
    "unlimited_part": (
        "no level limits what it pays ({found}); add one of the kind `limit`, by an amount of the cover or in yen",
        "支払う額({found})に限度がありません。kind が limit の段を、加入の金額か円で足してください",
    ),
    "problem": ("{en}", "{ja}"),
    "frozen": (
        "was published with digest {known}; now {found}. Publish a new edition instead",
        "公表済みの版(ダイジェスト {known})と異なります({found})。新しい版を作ってください",
    ),
    "unpublished": (
        "is not published, but this published edition rests on it; publish it: sonae catalogue publish {edition}",
        "公表済みのこの版のもとですが、まだ公表されていません。公表してください: sonae catalogue publish {edition}",
    ),
    "adjustment": (
        "the scheme leaves no change {found!r} to be decided for each member{nearest}",
        "{found!r} は加入者ごとに決める割引・割増ではありません{nearest}",
    ),
    "adjustment_range": (
        "is {found}; write a rate from {low} to {high}",
        "{found} になっています。{low}〜{high} の率を書いてください",
    ),
    "case": ("expected {known}, got {found}", "期待値 {known}、結果 {found}"),
}
