if x
    pass
#> 1:5 SyntaxError: expected ':'
if x:
pass
#> 2:1 IndentationError: expected an indented block after 'if' statement on line 1
if x:
#> 1:6 IndentationError: expected an indented block after 'if' statement on line 1
while True
    pass
#> 1:11 SyntaxError: expected ':'
for x in y
    pass
#> 1:11 SyntaxError: expected ':'
try
    pass
#> 1:4 SyntaxError: expected ':'
try:
    pass
x = 1
#> 3:1 SyntaxError: expected 'except' or 'finally' block
try:
    pass
except
    pass
#> 3:7 SyntaxError: expected ':'
if x:
    a
  b
#> 3:4 IndentationError: unindent does not match any outer indentation level
if x:
        a
	b
#> 3:1 TabError: inconsistent use of tabs and spaces in indentation
if x = 3: pass
#> 1:4 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
if x.y = 3: pass
#> 1:4 SyntaxError: cannot assign to attribute here. Maybe you meant '==' instead of '='?
while f() = 3: pass
#> 1:7 SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?
import a.b as
#> 1:14 SyntaxError: invalid syntax
from a import b,
#> 1:17 SyntaxError: trailing comma not allowed without surrounding parentheses
from a import (b
#> 1:15 SyntaxError: '(' was never closed
from a import
#> 1:14 SyntaxError: invalid syntax
import
#> 1:7 SyntaxError: invalid syntax
from . import *, a
#> 1:16 SyntaxError: invalid syntax
from a import *, b
#> 1:16 SyntaxError: invalid syntax
for 1 in y: pass
#> 1:5 SyntaxError: cannot assign to literal
for f() in y: pass
#> 1:5 SyntaxError: cannot assign to function call
for x in : pass
#> 1:10 SyntaxError: invalid syntax
for x y in z: pass
#> 1:7 SyntaxError: invalid syntax
with a as 1: pass
#> 1:11 SyntaxError: cannot assign to literal
with a as f(): pass
#> 1:11 SyntaxError: cannot assign to function call
with a
    pass
#> 1:7 SyntaxError: expected ':'
with (a as b, c as f()): pass
#~ 1:20 SyntaxError: cannot assign to function call
try:
    pass
except A, B:
    pass
#> 3:8 SyntaxError: multiple exception types must be parenthesized
try:
    pass
except A:
    pass
except* B:
    pass
#> 5:1 SyntaxError: cannot have both 'except' and 'except*' on the same 'try'
try:
    pass
except*:
    pass
#> 3:8 SyntaxError: expected one or more exception types
try:
    pass
finally
    pass
#> 3:8 SyntaxError: expected ':'
else:
    pass
#> 1:1 SyntaxError: invalid syntax
if x:
    pass
elif
    pass
#> 3:5 SyntaxError: invalid syntax
if x:
    pass
else
    pass
#> 3:5 SyntaxError: expected ':'
if x:
    pass
else:
pass
#> 4:1 IndentationError: expected an indented block after 'else' statement on line 3
if x:
    pass
elif y:
pass
#> 4:1 IndentationError: expected an indented block after 'elif' statement on line 3
for x in y:
pass
#> 2:1 IndentationError: expected an indented block after 'for' statement on line 1
while x:
pass
#> 2:1 IndentationError: expected an indented block after 'while' statement on line 1
with a:
pass
#> 2:1 IndentationError: expected an indented block after 'with' statement on line 1
try:
pass
#> 2:1 IndentationError: expected an indented block after 'try' statement on line 1
try:
    pass
except:
pass
#> 4:1 IndentationError: expected an indented block after 'except' statement on line 3
try:
    pass
except A:
pass
#> 4:1 IndentationError: expected an indented block after 'except' statement on line 3
try:
    pass
finally:
pass
#> 4:1 IndentationError: expected an indented block after 'finally' statement on line 3
@a
x = 1
#> 2:1 SyntaxError: invalid syntax
async x
#> 1:7 SyntaxError: invalid syntax
import a as b.c
#> 1:14 SyntaxError: invalid syntax
from .import
#> 1:13 SyntaxError: invalid syntax
if True:
    x = (1,
    y = 2
print(1)
#> 2:9 SyntaxError: '(' was never closed
if 1:
    if 2:
pass
#> 3:0 IndentationError: expected an indented block after 'if' statement on line 2
	x = 1
#> 1:1 IndentationError: unexpected indent
while 1: pass else: pass
#> 1:15 SyntaxError: invalid syntax
if a: b else: c
#> 1:9 SyntaxError: invalid syntax
