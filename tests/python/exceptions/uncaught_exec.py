# Frames of exec and compile carry the given name and no source line.
code = compile("def f():\n    return missing\nf()\n", "given_name.py", "exec")
exec(code)
