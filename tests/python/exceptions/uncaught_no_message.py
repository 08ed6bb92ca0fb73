# An error without message prints its name only.
raise IndexError
