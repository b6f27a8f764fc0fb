import type { Client, Environment, Fetch } from "@thoth-iac/client";
import type { Diagnostic, Result } from "@thoth-iac/model";
import type { Output } from "./output.ts";

/** One flag of a command, as it is written on the line. */
export interface Flag {
  readonly description: string;
  /** Its one letter, where it has one: `f` for `-f`. */
  readonly short?: string;
  /** Placeholder of its value, such as `path`. Absent: a switch, which is there or not. */
  readonly value?: string;
  /** The value may be left out, which means `true`. */
  readonly bare?: true;
  /** May be given several times; each adds a value. */
  readonly repeatable?: true;
  /** Shown in help. That it is given is for the command to check. */
  readonly required?: true;
  /** Shown in help, like the values accepted. */
  readonly fallback?: string;
  readonly choices?: readonly string[];
  /** Only the choices are accepted, letter by letter; else the command judges what it was given. */
  readonly strict?: true;
  /** The attribute that it sets, by whose name diagnostics speak of it. */
  readonly attribute?: string;
}

/** A word that a command takes beside its flags. */
export interface Operand {
  /** Placeholder, such as `resource`. */
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  readonly choices?: readonly string[];
}

/** Flags by name, without the leading dashes. */
export type Flags = { readonly [name: string]: Flag };

/** What was written for a flag: a text, several, or whether a switch is there. */
export type FlagValue = string | readonly string[] | boolean | undefined;

/** What was written for each flag. */
export type FlagValues<F extends Flags = Flags> = string extends keyof F
  ? { readonly [flag: string]: FlagValue }
  : {
      readonly [N in keyof F]: F[N] extends { readonly repeatable: true }
        ? readonly string[]
        : F[N] extends { readonly value: string }
          ? string | undefined
          : boolean;
    };

/** Files and folders beyond the reading of one. */
export interface Files {
  /**
   * What stands at a path, links followed; `size` in bytes. `id` is the same for what is the same, whatever the path.
   * Undefined if there is nothing.
   */
  readonly look: (
    path: string,
  ) => Promise<{ readonly kind: "file" | "folder" | "other"; readonly size: number; readonly id?: string } | undefined>;
  /** The names in a folder, sorted. */
  readonly names: (folder: string) => Promise<readonly string[]>;
  /** Puts a text at a path, at once and whole, for nobody but this user to read; folders above are made. */
  readonly write: (path: string, text: string) => Promise<void>;
}

/** The world outside the process, as commands see it. */
export interface World {
  readonly env: Environment;
  /** The text of a file; `-` is the standard input. */
  readonly readFile: (path: string) => Promise<string>;
  readonly files: Files;
  /** Who runs this, for others to find them: host and process. */
  readonly self: string;
  readonly fetch: Fetch;
  /** Aborts when the person or the machine asks the process to stop. */
  readonly stop: AbortSignal;
}

/** What a running command is given. */
export interface Context<F extends Flags = Flags> {
  readonly flags: FlagValues<F>;
  /** The words beside the flags, as many as were written. */
  readonly operands: readonly string[];
  /** Whether a person reads the result, or a program. */
  readonly json: boolean;
  readonly output: Output;
  readonly world: World;
  /** The client that the global flags, the environment and the saved session ask for. */
  readonly connect: () => Promise<Result<Client>>;
  /** Prints diagnostics in the words of the command line and gives the exit code. */
  readonly report: (diagnostics: readonly Diagnostic[]) => Promise<number>;
  /** The same for what is wrong with the command line itself: nothing was sent. */
  readonly refuse: (diagnostics: readonly Diagnostic[]) => Promise<number>;
  /** The whole command table, for what is written about it. */
  readonly table: Table;
}

/** The work of a command. It gives an exit code, or nothing for success. */
export type Run<F extends Flags = Flags> = (context: Context<F>) => Promise<number | undefined>;

/** One row of the command table. */
export interface Command<F extends Flags = Flags> {
  /** What a person types: `mdm list`. */
  readonly words: string;
  /** One sentence. */
  readonly summary: string;
  /** Further paragraphs of its help. */
  readonly notes?: string;
  readonly operands?: readonly Operand[];
  readonly flags: F;
  /** Talks to GovAPI, so that the global flags of the connection apply. */
  readonly connects: boolean;
  /** Lines that work when typed, without the name of the program. */
  readonly examples: readonly string[];
  /** Loads the work, which the table itself does not. */
  readonly load: () => Promise<{ readonly run: Run<F> }>;
}

/** A row of the command table, with the types of its flags checked against its work. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command {
  return command as unknown as Command; // the table holds commands of all kinds of flags; `load` and `flags` fit each other
}

/** The commands that a command line may mean, and the flags of the connection. */
export interface Table {
  readonly commands: readonly Command[];
  readonly connectionFlags: Flags;
}
