import { z } from "zod";
import { json, jsonText } from "./attributes.ts";

/** What is said once of a secret or of a JSON attribute. */
export interface Said {
  readonly description: string;
  readonly wire?: string;
  readonly sensitive?: boolean;
  readonly root?: "object" | "array";
  readonly overlay?: boolean;
}

type Secret<N extends string> = { readonly [K in N | `${N}_wo`]: z.ZodOptional<z.ZodString> } & {
  readonly [K in `${N}_wo_version`]: z.ZodOptional<z.ZodInt>;
};

/** A secret text: the attribute itself, kept in state, and beside it the write-only pair that never is. */
export function secret<const N extends string>(name: N, said: Said): Secret<N> {
  const wire = said.wire ?? name;
  const made = {
    [name]: z.string().min(1).optional().meta({ description: said.description, sensitive: true, wire }),
    [`${name}_wo`]: z
      .string()
      .min(1)
      .optional()
      .meta({ description: `${said.description} Never kept in state.`, sensitive: true, writeOnly: true, wire }),
    [`${name}_wo_version`]: version(`${name}_wo`),
  };
  return made as unknown as Secret<N>; // the compiler does not follow computed keys
}

type Twins<N extends string> = { readonly [K in `${N}_json`]: z.ZodOptional<z.ZodString> } & {
  readonly [K in N]: z.ZodOptional<ReturnType<typeof json>>;
};

/** JSON in two forms, of which at most one is set: `<name>_json` as text, `<name>` as an object of the language. */
export function jsonTwins<const N extends string>(name: N, said: Said): Twins<N> {
  const { description, root = "object", ...rest } = said;
  const wire = said.wire ?? name;
  // A secret is not written into state twice, and an overlay is only a part of what the server keeps.
  const twinOf = (other: string) => (said.sensitive || said.overlay ? {} : { twin: other });
  const made = {
    [`${name}_json`]: jsonText()
      .optional()
      .meta({ description: `${description} As JSON text.`, ...rest, wire, root, ...twinOf(name) }),
    [name]: json()
      .optional()
      .meta({ description: `${description} As an object.`, ...rest, wire, root, ...twinOf(`${name}_json`) }),
  };
  return made as unknown as Twins<N>; // as above
}

type SecretTwins<N extends string> = Twins<N> & {
  readonly [K in `${N}_wo`]: z.ZodOptional<ReturnType<typeof json>>;
} & { readonly [K in `${N}_wo_version`]: z.ZodOptional<z.ZodInt> };

/** The same for JSON that holds secrets: two sensitive forms kept in state, and the write-only pair. */
export function secretJsonTwins<const N extends string>(name: N, said: Said): SecretTwins<N> {
  const wire = said.wire ?? name;
  const root = said.root ?? "object";
  const made = {
    ...jsonTwins(name, { ...said, sensitive: true }),
    [`${name}_wo`]: json()
      .optional()
      .meta({
        description: `${said.description} As an object, never kept in state.`,
        sensitive: true,
        writeOnly: true,
        wire,
        root,
      }),
    [`${name}_wo_version`]: version(`${name}_wo`),
  };
  return made as unknown as SecretTwins<N>; // as above
}

function version(writeOnly: string): z.ZodOptional<z.ZodInt> {
  return z
    .int()
    .min(0)
    .optional()
    .meta({ description: `Change it to send \`${writeOnly}\` again.`, wire: false, requiredWith: [writeOnly] });
}
