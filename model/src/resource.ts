import { z } from "zod";
import { type Attribute, attributesOf } from "./attributes.ts";
import type { Route, Routes } from "./routes.ts";

/** Names of attributes of which some rule speaks together. */
export type Group = readonly string[];

/** Rules between attributes, as data, so that every face can state and obey them. */
export interface Rules {
  readonly exactlyOneOf?: readonly Group[];
  readonly conflictsWith?: readonly Group[];
}

/** A module and a member of it, as Pulumi packages name them. */
export type Token = `${"browser" | "governance" | "mdm"}/${string}`;

/** What is written by hand of one resource: the whole of it. */
export interface ResourceDefinition<I extends z.ZodObject, O extends z.ZodObject> extends Rules {
  readonly name: string;
  /** Its module and its name there, in packages that have modules. */
  readonly token: Token;
  /** One sentence. */
  readonly summary: string;
  /** Further paragraphs for the reference page, in Markdown. */
  readonly notes?: string;
  /** The attributes that tell instances apart; what import takes, joined by `/`. Empty: one per tenant. */
  readonly identity: Group;
  readonly routes: Routes;
  readonly inputs: I;
  readonly outputs: O;
  /** For an action: the attribute that tells how it went, and the values that mean success. */
  readonly succeeds?: { readonly attribute: string; readonly values: readonly string[]; readonly because: string };
  /** A call made after each write if the named local input is true; a failure is only a warning. */
  readonly afterWrite?: {
    readonly when: string;
    readonly route: Route;
    readonly attribute: string;
    readonly values: readonly string[];
  };
  readonly example: z.input<I>;
}

/** One resource of the model. */
export interface Resource<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject>
  extends Omit<ResourceDefinition<I, O>, "example"> {
  readonly kind: "resource";
  readonly example: z.input<I>;
  /** Every attribute, inputs first. Computed when first asked for. */
  readonly attributes: readonly Attribute[];
}

/** What is written by hand of one data source. */
export interface QueryDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  /** Its module and the name there of what is asked for, in packages that have modules. */
  readonly token: Token;
  readonly summary: string;
  readonly notes?: string;
  readonly route: Route;
  /** The answer's rows may come in pages, all of which are followed. */
  readonly list?: boolean;
  readonly inputs: I;
  readonly outputs: O;
  readonly example: z.input<I>;
}

/** One data source of the model. It has no lifecycle. */
export interface Query<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject>
  extends QueryDefinition<I, O> {
  readonly kind: "query";
  readonly attributes: readonly Attribute[];
}

/** What a person writes for a resource. */
export type InputsOf<R> =
  R extends Resource<infer I, z.ZodObject> ? z.input<I> : R extends Query<infer I, z.ZodObject> ? z.input<I> : never;

/** What a person writes for a resource, with the defaults filled in. */
export type FilledOf<R> =
  R extends Resource<infer I, z.ZodObject> ? z.output<I> : R extends Query<infer I, z.ZodObject> ? z.output<I> : never;

/** What the server decides of a resource. */
export type OutputsOf<R> =
  R extends Resource<z.ZodObject, infer O> ? z.output<O> : R extends Query<z.ZodObject, infer O> ? z.output<O> : never;

const tenantId = z.string().meta({
  description: "Tenant that the instance belongs to, from the provider's configuration.",
  value: "{tenant}",
  stable: true,
});

/** A resource, from its definition. Every resource also tells its tenant. */
export function defineResource<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ResourceDefinition<I, O>,
): Resource<I, O> {
  return {
    ...definition,
    kind: "resource",
    get attributes() {
      return remembered(definition, () =>
        attributesOf(definition.inputs, z.object({ tenant_id: tenantId, ...definition.outputs.shape })),
      );
    },
  };
}

/** A data source, from its definition. */
export function defineQuery<I extends z.ZodObject, O extends z.ZodObject>(
  definition: QueryDefinition<I, O>,
): Query<I, O> {
  return {
    ...definition,
    kind: "query",
    get attributes() {
      return remembered(definition, () => attributesOf(definition.inputs, definition.outputs));
    },
  };
}

const trees = new WeakMap<object, readonly Attribute[]>();

function remembered(definition: object, make: () => readonly Attribute[]): readonly Attribute[] {
  const tree = trees.get(definition) ?? make();
  trees.set(definition, tree);
  return tree;
}

/** The attribute of that name; an Error if the model has none, which only a mistake in the model can cause. */
export function attributeNamed(owner: Pick<Resource, "name" | "attributes">, name: string): Attribute {
  const found = owner.attributes.find((attribute) => attribute.name === name);
  if (!found) throw new Error(`${owner.name} has no attribute ${name}`);
  return found;
}
