# Notes and multi-line messages under an uncaught error.
e = ValueError("line one\nline two")
e.add_note("a note")
e.add_note("a note\nwith two lines")
raise e
