"""The version of the program, where every room can see it."""

VERSION = "0.1.0.dev0"
