# Every sentence of Easel in English. The format is Fluent's: https://projectfluent.org/fluent/guide/
# A key says what is told, not how; the values in braces are given by the code. Keys are sorted by where they are said.

# What an older Easel or another program has put into words.
as-written = { $text }
