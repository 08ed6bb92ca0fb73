note = "not a package that hides a module"
