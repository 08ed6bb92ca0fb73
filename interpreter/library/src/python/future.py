# __future__: features that a module can ask for before its time; all of them are there.
class _Feature:
    def __init__(self, optional, mandatory, flag):
        self.optional, self.mandatory, self.compiler_flag = optional, mandatory, flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return "_Feature(%r, %r, %r)" % (self.optional, self.mandatory, self.compiler_flag)


def _release(major, minor, kind="alpha", serial=0):
    return major, minor, 0, kind, serial


nested_scopes = _Feature((2, 1, 0, "beta", 1), _release(2, 2), 16)
generators = _Feature((2, 2, 0, "alpha", 1), _release(2, 3, "final"), 0)
division = _Feature((2, 2, 0, "alpha", 2), _release(3, 0), 131072)
absolute_import = _Feature((2, 5, 0, "alpha", 1), _release(3, 0), 262144)
with_statement = _Feature((2, 5, 0, "alpha", 1), _release(2, 6), 32768)
print_function = _Feature((2, 6, 0, "alpha", 2), _release(3, 0), 1048576)
unicode_literals = _Feature((2, 6, 0, "alpha", 2), _release(3, 0), 2097152)
barry_as_FLUFL = _Feature((3, 1, 0, "alpha", 2), _release(4, 0), 4194304)
generator_stop = _Feature((3, 5, 0, "beta", 1), _release(3, 7), 8388608)
annotations = _Feature((3, 7, 0, "beta", 1), None, 16777216)
all_feature_names = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]
