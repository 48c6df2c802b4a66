"""How much may one request send? What says that it is larger is refused before any of it is read or put on disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 16 * 1024 * 1024  # a form tells the limit of its own file in words, which is lower


class BoundedUpload(FileUploadHandler):
    """Passes everything on to the next handler, but for what is too large as a whole."""

    def handle_raw_input(self, _data: Any, _meta: Any, content_length: int, *_more: Any) -> None:
        if content_length > LARGEST:
            raise RequestDataTooBig(f"{content_length} bytes, {LARGEST} at most")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  Django's hook
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
