"""Screens documents of answers, a line each, for a day. usage: screen.py MODULE DAY < RECORDS"""

import sys

from wasmtime import Instance, Module, Store

store = Store()
module = Instance(store, Module.from_file(store.engine, sys.argv[1]), []).exports(store)


def ask(what, request):
    module["memory"].write(store, request, module["request"](store, len(request)))
    length, start = module[what](store), module["reply"](store)
    reply = bytes(module["memory"].read(store, start, start + abs(length)))
    return reply if length >= 0 else sys.exit(reply.decode())


ask("today", sys.argv[2].encode())
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(ask("screen", line) + b"\n")
