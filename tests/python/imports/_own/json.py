extra = "a program's own json"
