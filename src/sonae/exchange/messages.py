"""The words of each fault of a file, in English and Japanese."""

from __future__ import annotations

MESSAGES = {
    # --- the file itself ---
    "not_found": (
        "{file}: there is no such file; check the path",
        "{file}: ファイルがありません。場所と名前を確かめてください",
    ),
    "is_folder": (
        "{file}: is a folder; name a file",
        "{file}: フォルダーです。ファイルを指定してください",
    ),
    "unreadable": (
        "{file}: cannot be read ({why}); check who may read it, and whether another program holds it open",
        "{file}: 読めません({why})。アクセス権と、ほかのプログラムで開いていないかを確かめてください",
    ),
    "empty": ("{file}: is empty", "{file}: 空のファイルです"),
    "suffix": (
        "{file}: rosters are .xlsx or .csv; save it as one of them",
        "{file}: 名簿は .xlsx か .csv です。どちらかで保存し直してください",
    ),
    "old_excel": (
        "{file}: is an old Excel workbook (.xls); open it and save it as .xlsx",
        "{file}: 古い形式のExcelブック(.xls)です。開いて .xlsx で保存し直してください",
    ),
    "password": (
        "{file}: is protected by a password; save a copy without one",
        "{file}: パスワードで保護されています。パスワードなしで保存し直してください",
    ),
    "not_workbook": (
        "{file}: is called .xlsx but is no Excel workbook; save it from Excel as .xlsx, or name it .csv if it is text",
        "{file}: 名前は .xlsx ですがExcelブックではありません。Excelで保存し直すか、テキストなら .csv にしてください",
    ),
    "not_text": (
        "{file}: is called .csv but is no text; if it is an Excel workbook, name it .xlsx",
        "{file}: 名前は .csv ですがテキストではありません。Excelブックなら .xlsx にしてください",
    ),
    "too_large": (
        "{file}: has {found} bytes; at most {limit} are read. Split it",
        "{file}: {found} バイトあります。読めるのは {limit} バイトまでです。分けてください",
    ),
    # --- a workbook's inside ---
    "damaged": (
        "{file}: is damaged or was not made by a spreadsheet; open it in Excel and save it again",
        "{file}: 壊れているか、表計算ソフトで作られたものではありません。Excelで開いて保存し直してください",
    ),
    "no_workbook": (
        "{file}: is an archive, but holds no Excel workbook; open it in Excel and save it as .xlsx",
        "{file}: 圧縮ファイルですが、Excelブックではありません。Excelで開いて .xlsx で保存し直してください",
    ),
    "bomb": (
        "{file}: its part {part} would unpack to {ratio} times its size (at most {limit}); refused unopened",
        "{file}: 中の {part} が {ratio} 倍に膨らみます(上限 {limit} 倍)。開かずに止めました",
    ),
    "too_much_inside": (
        "{file}: would unpack to {found} bytes; at most {limit} are read. Split the roster",
        "{file}: 展開すると {found} バイトになります。読めるのは {limit} バイトまでです。名簿を分けてください",
    ),
    "too_many_parts": (
        "{file}: holds {found} parts; at most {limit} are read. Copy the roster alone into a new workbook",
        "{file}: {found} 個の部品があります。上限は {limit} 個です。名簿だけを新しいブックに写してください",
    ),
    "too_many_texts": (
        "{file}: holds more than {limit} different texts; split the roster",
        "{file}: {limit} 件を超える異なる文字列があります。名簿を分けてください",
    ),
    "too_wide": (
        "{file}: its values stretch over {found} cells (at most {limit}); delete what stands far from the roster",
        "{file}: 値が {found} セルの範囲に広がっています(上限 {limit})。名簿から離れた所にある値を消してください",
    ),
    "many_no_value": (
        "{file}: more than {limit} formulas were never calculated; open it in Excel and save it again",
        "{file}: 計算されていない数式が {limit} 個を超えています。Excelで開いて保存し直してください",
    ),
    "many_error": (
        "{file}: more than {limit} cells show an error such as #REF!; correct them",
        "{file}: #REF! などのエラーのセルが {limit} 個を超えています。直してください",
    ),
    "cell_no_value": (
        "{cell} holds a formula that was never calculated; open the file in Excel and save it again",
        "{cell} の数式は計算されていません。Excelで開いて保存し直してください",
    ),
    "cell_error": (
        "{cell} shows an error such as #REF!; correct it",
        "{cell} は #REF! などのエラーです。直してください",
    ),
    "cell_too_long": (
        "{cell} holds more than {limit} characters; shorten it",
        "{cell} は {limit} 文字を超えています。短くしてください",
    ),
    "cells_beyond": (
        "has {found} cells where the heading has {known}; those beyond are left out. Check for a comma too many",
        "セルが {found} 個ありますが、見出しは {known} 個です(余りは書き出しません)。カンマの数を確かめてください",
    ),
    # --- a text's inside ---
    "utf16": (
        "{file}: is UTF-16 text; save it as 'CSV UTF-8'",
        "{file}: UTF-16の文字です。「CSV UTF-8」で保存し直してください",
    ),
    "encoding": (
        "{file}: line {line} is neither UTF-8 nor CP932 (Shift_JIS); save it as 'CSV UTF-8'",
        "{file}: {line} 行目がUTF-8でもCP932(Shift_JIS)でもありません。「CSV UTF-8」で保存し直してください",
    ),
    "csv": (
        "{file}: the cells of line {line} cannot be told apart ({why}); check its quotation marks",
        "{file}: {line} 行目のセルの区切りが読めません({why})。引用符を確かめてください",
    ),
    # --- headings ---
    "headings": (
        "{file}: no row names the columns. Missing: {missing}. Found: {found}{nearest}",
        "{file}: 列の見出しが見つかりません。足りない見出し: {missing}。見つかったもの: {found}{nearest}",
    ),
    "separator": (
        "{file}: its columns are separated by {found}; save it with commas, or as .xlsx",
        "{file}: 列が {found} で区切られています。カンマ区切りの CSV か .xlsx で保存してください",
    ),
    "tabs": ("tabs", "タブ"),
    "semicolons": ("semicolons", "セミコロン(;)"),
    "headings_missing": (
        "{file}: row {row} lacks these headings: {missing}. Found: {found}{nearest}",
        "{file}: {row} 行目の見出しに足りないもの: {missing}。見つかったもの: {found}{nearest}",
    ),
    "nearest": (". Perhaps meant: {pairs}", "。もしかすると: {pairs}"),
    "nothing": ("nothing", "なし"),
    "duplicate_headings": (
        "{file}: row {row} has more than one column for the same thing: {found}. Keep one of each",
        "{file}: {row} 行目に同じ意味の列が2つ以上あります: {found}。1つずつにしてください",
    ),
    "no_rows": (
        "{file}: has a heading but no row below it",
        "{file}: 見出しの下に行がありません",
    ),
    # --- the file to write ---
    "out_suffix": (
        "{file}: this is written as {suffixes}; let its name end so",
        "{file}: {ja} の形で書きます。名前の終わりを合わせてください",
    ),
    "out_exists": (
        "{file}: exists already; choose another name, or add --force to replace it",
        "{file}: すでにあります。別の名前にするか、置き換えるなら --force を付けてください",
    ),
    "out_same": (
        "{file}: is the roster itself; write the result to another file",
        "{file}: 元の名簿と同じファイルです。別のファイルに書いてください",
    ),
    "out_folder": (
        "{file}: its folder does not exist; create it first",
        "{file}: フォルダーがありません。先に作ってください",
    ),
    "out_is_folder": (
        "{file}: is a folder; name a file",
        "{file}: フォルダーです。ファイル名を指定してください",
    ),
    "unwritable": (
        "{file}: cannot be written ({why}); nothing was changed",
        "{file}: 書けません({why})。何も変更していません",
    ),
    "out_rows": (
        "{file}: an Excel sheet holds at most {limit} rows; write a .csv instead. Nothing was written",
        "{file}: Excelの1シートは {limit} 行までです。.csv で書いてください。何も書いていません",
    ),
    "out_columns": (
        "{file}: an Excel sheet holds at most {limit} columns; write a .csv instead. Nothing was written",
        "{file}: Excelの1シートは {limit} 列までです。.csv で書いてください。何も書いていません",
    ),
    "out_cell": (
        "{file}: a text of row {row} is longer than an Excel cell holds ({limit}); write a .csv. Nothing was written",
        "{file}: {row} 行目の文字列がExcelのセルの上限({limit})を超えます。.csv で書いてください。何も書いていません",
    ),
    "out_letters": (
        (
            "{file}: {rows} row(s) hold characters that CP932 lacks (row: character): {found}. "
            "Replace them, or write UTF-8 (without --encoding cp932). Nothing was written"
        ),
        (
            "{file}: {rows} 行にCP932で書けない文字があります(行: 文字): {found}。"
            "文字を置き換えるか、--encoding cp932 を付けずにUTF-8で書いてください。何も書いていません"
        ),
    ),
    # --- one row ---
    "scheme_needed": (
        "name the scheme in a column, or for all rows with --scheme: {choices}",
        "制度の列に書くか、--scheme で指定してください: {choices}",
    ),
    # --- what the answers rest on, counted ---
    "rows_assumed": (
        "{rows} row(s) rest on something that no brochure says and that was assumed:",
        "{rows} 行は、募集資料にないため仮定したことを含みます:",
    ),
    "rows_no_cover": (
        "{rows} row(s) were answered without a start and end of cover:",
        "{rows} 行は、補償の開始日と終了日を示していません:",
    ),
    "rows_examples": (
        "{rows} row(s) were answered by a scheme that is only an example:",
        "{rows} 行は、例示の制度による試算です:",
    ),
    "rows_editions": (
        "{rows} row(s) were answered from these editions:",
        "{rows} 行は、次の版による試算です:",
    ),
    "rows_counted": ("{rows} row(s): {text}", "{rows} 行: {text}"),
    "edition": ("{name} ({code}, {digest})", "{name}({code}、{digest})"),
    "edition_tariff": (
        "{name} ({code}, {digest}; tariff {tariff}, {tariff_digest})",
        "{name}({code}、{digest}、料率表 {tariff}、{tariff_digest})",
    ),
    "as_of": (
        "The figures are as of {moment}.",
        "試算の基準日時: {moment}",
    ),
    "between": ("; ", "；"),
    # --- words of the workbooks written ---
    "sheet_roster": ("Roster", "名簿"),
    "sheet_rated": ("Rated", "試算結果"),
    "sheet_notes": ("Notes", "説明"),
    "choose": ("Choose one from the list.", "一覧から選んでください。"),
}
