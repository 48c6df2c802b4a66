"""Why can this file not be used? One sentence, Japanese or English, that says what would help."""

from __future__ import annotations

from sonae.exchange.messages import MESSAGES

# what the operating system says of files; Python has it in English only
SYSTEM_WORDS = {
    "No such file or directory": "ファイルがありません",
    "Is a directory": "フォルダーです。ファイルを指定してください",
    "Not a directory": "途中にフォルダーでないものがあります",
    "Permission denied": "読み書きする権限がありません",
    "Read-only file system": "書き込めない場所です",
    "No space left on device": "空き容量がありません",
    "File name too long": "ファイル名が長すぎます",
    "File exists": "すでにあります",
}


class FileError(Exception):
    """A file that cannot be read or written as asked; ``key`` names one of the messages."""

    def __init__(self, key: str, **params: object) -> None:
        self.key = key
        self.params = params
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """Return what is wrong and what would be right."""
        return say(self.key, language, **self.params)


def say(key: str, language: str, **params: object) -> str:
    """Return a message of this package with its params filled in.

    Whole numbers get separators; a fault among the params is said in the same language.
    """
    shown = {name: _shown(value, language) for name, value in params.items()}
    return MESSAGES[key][1 if language == "ja" else 0].format(**shown)


def _shown(value: object, language: str) -> object:
    if isinstance(value, FileError):
        return value.say(language)
    if isinstance(value, str) and language == "ja":
        return SYSTEM_WORDS.get(value, value)
    return f"{value:,}" if isinstance(value, int) else value
