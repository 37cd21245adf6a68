"""The form, and the document that it leads to, in a browser, before anything is on the default branch.

The room's core is pure: `Sources` in, pages and results out. `server` and `serving` are its edge, and the only
ones that know of HTTP; they need the extra `formwright[preview]`. The pages need `formwright[preview-page]`.
"""
