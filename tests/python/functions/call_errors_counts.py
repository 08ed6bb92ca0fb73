# What calls of builtins say about too many, too few and unknown arguments.
def t(s):
    try:
        print(s, eval(s))
    except Exception as e:
        print(s, '|', e)


for s in """[].sort(1);sorted([1],2);'a'.split(1,2,3);int(1,2,3);(1).to_bytes(1,2,3,4);int.from_bytes();sum([],1,2);sum();print(1,foo=2);int(foo=1)
str(foo=1);'a'.split(foo=1);open('x',foo=1);enumerate([],foo=1);round(1,foo=2);[].sort(foo=1);bytes(foo=1);max(1,foo=2);min([],foo=1);zip(foo=1);list(foo=1);tuple(x=1)
set(x=1);float(x=1);range(x=1);bool(x=1);map(x=1);reversed(x=1);'a'.encode(foo=1);complex(foo=1);pow(2,3,foo=1);pow(2,3,4,5);len(x=1);'a'.join(x=1);enumerate()
enumerate([],1,2);''.splitlines(1,2);compile();compile(1);compile('a','b');pow(1);pow();round();open();memoryview();property(1,2,3,4,5);int('1',bas=2);__import__()
''.encode(1,2,3);b''.decode(1,2,3);b''.hex(1,2,3);''.expandtabs(1,2);object(1);[].append();[].append(1,2);[].insert(1);[].pop(1,2);{}.get();{}.get(1,2,3)
{}.setdefault();{}.pop();{}.update(1,2);''.replace(1);''.replace();''.startswith();''.find();''.index(1,2,3,4);''.strip(1,2);''.join();''.center();''.upper(1);isinstance(1)
iter();next();getattr(1);setattr(1,2);id();hash();chr();ord(1,2);divmod(1);abs();repr();input(1,2);slice();range();range(1,2,3,4);filter(1);zip(1);list(1,2);tuple(1,2)
set(1,2);dict(1,2);frozenset(1,2);bool(1,2);float(1,2);str(1,2,3,4);bytearray(1,2,3,4);type();type(1,2);staticmethod();Exception(x=1);KeyError(x=1)
vars(1,2);dir(1,2);format();callable(1,2);any();all(1,2);bin();hex();eval();globals(1);locals(1);print(sep=1);print(end=1);[].index();[].extend();[].copy(1);(1,).count()
(1,).index();{1}.add();{1}.union(1);{1}.discard();b''.join();b''.find();complex(1,2,3);round(4,1,None);bytearray().rfind();{}.__getitem__();{}.__contains__(1,2);map(1);map()""".replace("\n", ";").split(";"):
    t(s)
