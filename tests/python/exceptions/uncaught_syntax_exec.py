# A syntax error out of exec has the traceback above it.
def run(text):
    exec(text)


run("a = 1\nb = = 2\n")
