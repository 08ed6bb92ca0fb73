# No hint when nothing is near.
alpha = 1
zzzzzz
