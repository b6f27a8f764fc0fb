import type { ComponentResource, ComponentResourceOptions, CustomResourceOptions } from "@pulumi/pulumi";
import type { Resource } from "@thoth-iac/model";
import type { Args } from "../program/argument-types.ts";
import type { Instance, ResourceClass } from "../program/resource-class.ts";
import type { PartDefinition, Parts } from "./component.ts";

/** Gives the class of a resource in one flavour, whose arguments are the model's and those that the flavour adds. */
export type ClassOf<Added> = <Owner extends Resource>(owner: Owner) => ResourceClass<Owner, Args<Owner> & Added>;

/** What a program may say of one instance of a part. */
export type PartArgs<Part extends PartDefinition, Added> = Loose<Args<Part["resource"]> & Added, FilledIn<Part>>;

type FilledIn<Part> =
  | (Part extends { readonly keyed: infer Name } ? Name : never)
  | (Part extends { readonly takes: infer Taken } ? keyof Taken : never);

/** Arguments of which those named may be left out. */
type Loose<Arguments, Name> = Omit<Arguments, Name & keyof Arguments> & {
  readonly [Key in Name & keyof Arguments]?: Arguments[Key] | undefined;
};

/** A change of one instance of a part, laid over what the component makes of the arguments. */
export interface PartChange<Arguments> {
  readonly args?: Partial<Arguments> | undefined;
  readonly opts?: CustomResourceOptions | undefined;
}

/** One instance of a part as the component is about to make it. */
export interface PartInstance<Arguments> {
  readonly name: string;
  /** The key of an instance of which there may be many. */
  readonly key: string | undefined;
  readonly args: Arguments;
}

/** Changes each instance of a part: a change for all of them, or a function that gives one for each, or none. */
export type Transform<Arguments> =
  | PartChange<Arguments>
  | ((instance: PartInstance<Arguments>) => PartChange<Arguments> | undefined);

/** The arguments of a component: its parts, and what a program changes in their resources. */
export type ComponentArgs<P extends Parts, Added> = {
  readonly [Name in keyof P]?:
    | (P[Name] extends { readonly many: true }
        ? Readonly<Record<string, PartArgs<P[Name], Added>>>
        : PartArgs<P[Name], Added>)
    | undefined;
} & {
  /** What neither an argument nor an option of the component says of the resources of a part. */
  readonly transform?: { readonly [Name in keyof P]?: Transform<PartArgs<P[Name], Added>> | undefined } | undefined;
};

/** A component of a program: its parts, each with its resources. */
export type Component<P extends Parts> = ComponentResource & {
  readonly [Name in keyof P]: P[Name] extends { readonly many: true }
    ? Readonly<Record<string, Instance<P[Name]["resource"]>>>
    : Instance<P[Name]["resource"]> | undefined;
};

/** The class of a component. */
export interface ComponentClass<P extends Parts, Added> {
  new (name: string, args?: ComponentArgs<P, Added>, opts?: ComponentResourceOptions): Component<P>;
  /** True for a component of this class, whichever copy of the package made it. */
  isInstance(value: unknown): value is Component<P>;
}
