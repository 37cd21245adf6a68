"""A form as it is given: a `Form`, or the text of its file."""

from __future__ import annotations

from formwright.form.model import Form


def form_of(form: Form | str) -> Form:
    """Return the form; one without fields where `form` is text that is no form.

    YAML is imported only where text is given, so that a body starts to be read at once.
    """
    if isinstance(form, Form):
        return form
    from formwright.form.reading import read_form

    return read_form(form).form or Form(name="", description="", body=())
