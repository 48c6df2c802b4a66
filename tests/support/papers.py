"""A file store of the tests' own."""


def read(number):
    if number == 404:
        raise LookupError("no paper 404")
    return f"加入者証-{number}.pdf", f"%PDF-{number}".encode(), "application/pdf"
