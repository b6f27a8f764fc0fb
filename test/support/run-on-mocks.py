"""Runs each program of a folder on Pulumi's own mocks, and says as JSON what became of each."""

import json
import os
import re
import sys

import pulumi
import pulumi.runtime


class Yes(pulumi.runtime.Mocks):
    """An engine that makes whatever it is asked for, and a provider that knows nothing."""

    def new_resource(self, args):
        return [f"{args.name}-id", args.inputs]

    def call(self, args):
        return {}


folder = sys.argv[1]
ran = []
for name in sorted(os.listdir(folder)):
    file = os.path.join(folder, name)
    pulumi.runtime.set_mocks(Yes(), preview=False)
    with open(file, encoding="utf8") as opened:
        text = opened.read()
    wanted = re.findall(r'require_secret\("(\w+)"\)', text)
    pulumi.runtime.set_all_config({f"project:{key}": "configured" for key in wanted})
    error = None

    @pulumi.runtime.test
    def program():
        exec(compile(text, file, "exec"), {"__name__": "__main__"})

    try:
        program()
    except Exception as raised:  # whatever a program raises is what it is asked about
        error = f"{type(raised).__name__}: {raised}"
    ran.append({"file": file, "error": error})
print(json.dumps(ran))
