__all__ = ["shown", "_shown_too"]
shown = "shown"
_shown_too = "underscore"
hidden = 1
