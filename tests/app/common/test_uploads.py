"""What says that it is too large is refused before it is read."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from sonae.app.common.uploads import LARGEST, BoundedUpload

pytestmark = pytest.mark.django_db


class Unread:
    """A body that nobody may read."""

    def read(self, *_size):
        raise AssertionError("read")


def test_a_file_that_is_too_large_is_refused_without_a_byte_being_read(client):
    said = {
        "CONTENT_LENGTH": str(LARGEST + 1),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "wsgi.input": Unread(),
    }
    request = RequestFactory().post("/accounts/login/")
    request.META.update(said)
    with pytest.raises(RequestDataTooBig):
        BoundedUpload(request).handle_raw_input(Unread(), request.META, LARGEST + 1, b"x")
    answer = client.post("/accounts/login/", {"file": SimpleUploadedFile("a.pdf", b" " * LARGEST)})
    assert answer.status_code in {400, 413}


def test_what_fits_comes_whole(rf):
    content = b"%PDF" + b" " * 3_000_000
    request = rf.post("/", {"file": SimpleUploadedFile("a.pdf", content)})
    assert request.FILES["file"].read() == content
