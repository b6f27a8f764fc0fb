import type { Input, Output } from "@pulumi/pulumi";
import type { FilledOf, InputsOf, JsonValue, OutputsOf } from "@thoth-iac/model";

/** `snake_case` as `camelCase`. */
export type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

/**
 * An attribute's name as a program writes it. What only keeps a secret out of state, Pulumi's encryption makes idle; and
 * zod says of an object without members that none of all its texts is one.
 */
type Shown<Name> = string extends Name
  ? never
  : Name extends `${string}_wo` | `${string}_wo_version`
    ? never
    : Camel<Name>;

/** What a program may give for JSON: any part of it may come from another resource. */
export type JsonInput = Input<JsonScalar | readonly JsonInput[] | JsonInputObject>;

/** What a program may give for an object of JSON. */
export interface JsonInputObject {
  readonly [key: string]: JsonInput | undefined;
}

type JsonScalar = string | number | boolean | null;

/** What a program may give for a value: it, or what will become it, at every level. */
type Given<T> = Input<Written<Exclude<T, undefined>> | Extract<T, undefined>>;

type Written<T> = [JsonValue] extends [T]
  ? JsonScalar | readonly JsonInput[] | JsonInputObject
  : T extends readonly (infer Element)[]
    ? readonly Given<Element>[]
    : T extends object
      ? { readonly [Name in keyof T as Spelt<T, Name>]: Given<T[Name]> }
      : T;

/** A value of the model as a program sees it. */
type Seen<T> = [JsonValue] extends [T]
  ? JsonValue | Extract<T, undefined>
  : T extends readonly (infer Element)[]
    ? Seen<Element>[]
    : T extends object
      ? { readonly [Name in keyof T as Spelt<T, Name>]: Seen<T[Name]> }
      : T;

/** The keys of a map are the person's own, those of an object are names of ours. */
type Spelt<T, Name> = string extends keyof T ? Name : Camel<Name>;

/** The arguments of a resource or a function: the inputs of the model, spelt in camelCase. */
export type Args<Owner> = {
  readonly [Name in keyof InputsOf<Owner> as Shown<Name>]: Given<InputsOf<Owner>[Name]>;
};

/** The arguments of a function that is asked at once, for which nothing may be outstanding. */
export type PlainArgs<Owner> = {
  readonly [Name in keyof InputsOf<Owner> as Shown<Name>]: Seen<InputsOf<Owner>[Name]>;
};

/** What a function answers: what was asked, and the outputs of the model. */
export type Answer<Owner> = PlainArgs<Owner> & {
  readonly [Name in keyof OutputsOf<Owner> as Name extends "id" ? never : Camel<Name>]: Seen<OutputsOf<Owner>[Name]>;
};

/** The outputs of a resource: what the program said, with the defaults, and what GovAPI decided. */
export type Outputs<Owner> = {
  readonly [Name in keyof FilledOf<Owner> as Decided<Owner, Name>]-?: Output<Seen<FilledOf<Owner>[Name]>>;
} & {
  readonly [Name in keyof OutputsOf<Owner> as Name extends "id" ? never : Camel<Name>]-?: Output<
    Seen<Exclude<OutputsOf<Owner>[Name], undefined>>
  >;
} & { readonly tenantId: Output<string> };

/** The shown name of an input that the server does not decide as well. */
type Decided<Owner, Name> = Name extends keyof OutputsOf<Owner> ? never : Shown<Name>;

/** Arguments and options, as they follow a name: where no argument is required they may be left out. */
export type AfterName<Arguments, Options> = keyof Arguments extends never
  ? [args?: Nothing | undefined, opts?: Options | undefined]
  : object extends Arguments
    ? [args?: Arguments | undefined, opts?: Options | undefined]
    : [args: Arguments, opts?: Options | undefined];

/** An object without members; to the compiler, options would pass for `{}`. */
type Nothing = Readonly<Record<string, never>>;
