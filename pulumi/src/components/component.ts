import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { Resource } from "@thoth-iac/model";
import type { Given } from "./given.ts";

/** One part of a component: a resource of it, or several by names that the program chooses. */
export interface PartDefinition {
  readonly resource: Resource;
  /** One sentence for people, ending in a full stop. */
  readonly description: string;
  /** Any number of instances, each under a key of its own. */
  readonly many?: true;
  /** The input that a key stands for unless the instance says otherwise. */
  readonly keyed?: string;
  /** Inputs that are another part's output of the same name unless they are given. */
  readonly takes?: Readonly<Record<string, string>>;
  /** Parts of which every instance has to be there before. */
  readonly after?: readonly string[];
  /** Names that the part had in earlier versions, so that stacks made by them keep its instances. */
  readonly formerly?: readonly string[];
}

/** The parts of a component by their names, each after those that it needs. */
export type Parts = Readonly<Record<string, PartDefinition>>;

/** What is written by hand of one component: the class, the schema, the docs and the plugin all read it. */
export interface ComponentDefinition<P extends Parts = Parts> {
  /** The name of its class. */
  readonly name: string;
  /** Its type in Pulumi. Stacks hold it: it never changes. */
  readonly type: `thoth:index:${string}`;
  /** One sentence. */
  readonly summary: string;
  /** Further paragraphs for the reference, in Markdown. */
  readonly notes?: string;
  /** Every one may be left out. Its name is that of an argument, of an output, and the end of its instances' names. */
  readonly parts: P;
}

/** One instance that a component is to make. */
export interface DeclaredInstance {
  readonly part: string;
  readonly key: string | undefined;
  readonly definition: PartDefinition;
  readonly args: Given;
  /** Options that the program adds to the component's own. */
  readonly opts: CustomResourceOptions | undefined;
}

/** The name of a part's instance: `acme-webhook`, `acme-browsers-chrome`. Stacks hold it: the rule never changes. */
export function childName(component: string, part: string, key?: string): string {
  return key === undefined ? `${component}-${part}` : `${component}-${part}-${key}`;
}

/** Inputs of a part's resource that need not be given, because the component fills them in. */
export function filledIn({ keyed, takes }: PartDefinition): readonly string[] {
  return [...(keyed === undefined ? [] : [keyed]), ...Object.keys(takes ?? {})];
}
