"""A war that nobody fought, and what everybody said about it.

One agenda of what is still to come drives everything: operations change the land (`war`), whoever notices says something of it sooner
or later (`newsroom`), others repeat, deny and correct it (`echo`). What is published comes out in the order of publication, and nothing
is kept longer than somebody may still react to it, so that memory grows with the land and the pace of the news, not with their number.
"""
