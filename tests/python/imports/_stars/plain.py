import sys as other_module

public = "public"
_private = "private"
