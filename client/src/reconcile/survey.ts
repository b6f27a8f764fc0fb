import {
  attributeNamed,
  type Diagnostic,
  failure,
  type JsonValue,
  known,
  type Mark,
  markId,
  type Resource,
  type Result,
  resources,
  success,
  type Values,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { answerOf } from "../read.ts";
import type { Wanted } from "./wanted.ts";

/** Looks at single instances, of which lists and shared documents are fetched once for all. */
export interface Survey {
  /** What GovAPI tells of an instance; undefined if it is not there, or nothing can be asked. */
  readonly answer: (resource: Resource, identity: Values) => Promise<Result<JsonValue | undefined>>;
  readonly tenant: string;
  readonly now: string;
}

/** A survey of a tenant as it is now. */
export function surveyOf(
  client: Client,
  { signal, now }: { readonly signal: AbortSignal; readonly now: string },
): Survey {
  const around = { tenant: client.tenantId, signal };
  const lists = new Map<string, ReturnType<Client["list"]>>();
  // The client, too, fetches a list once for all; but ten thousand times to ask it costs more than to remember.
  const remembering: Client = {
    ...client,
    list: (call) => {
      const list = lists.get(call.route) ?? client.list(call);
      lists.set(call.route, list);
      return list;
    },
  };
  return {
    tenant: client.tenantId,
    now,
    answer: async (resource, identity) => {
      if (resource.routes.read === undefined) return success(undefined);
      const answered = await answerOf(remembering, resource, { state: identity, around });
      const isGone =
        !answered.ok && typeof resource.routes.read === "string" && answered.diagnostics[0]?.code === "not_found";
      return isGone ? success(undefined) : answered;
    },
  };
}

/** True for a resource that runs and ends, instead of being there. */
export function isAction(resource: Resource): boolean {
  return resource.succeeds !== undefined;
}

/** The resource without what only the server decides: enough to see whether anything is to be written. */
export function inputPart(resource: Resource): Resource {
  const part = inputParts.get(resource) ?? {
    ...resource,
    attributes: resource.attributes.filter(({ input }) => input),
  };
  inputParts.set(resource, part);
  return part;
}

const inputParts = new WeakMap<Resource, Resource>();

/** The values of an instance's identity; undefined while one of them is not known. */
export function identityOf(resource: Resource, configuration: Values): Values | undefined {
  const entries = resource.identity.map((name) => [name, known(configuration[name])] as const);
  if (entries.some(([, value]) => value === undefined || value === null)) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? null]));
}

/** An identity as import takes it. */
export function identityText(resource: Resource, identity: Values | undefined): string {
  if (identity === undefined) return "";
  return resource.identity.map((name) => String(identity[name] ?? "")).join("/");
}

/** The id of the mark of an instance; undefined while its identity is not known. An action is known by its name. */
export function markIdOf(resource: Resource, name: string, identity: Values | undefined): string | undefined {
  if (isAction(resource)) return markId(resource.name, [name]);
  if (identity === undefined) return undefined;
  return markId(
    resource.name,
    resource.identity.map((attribute) => String(identity[attribute] ?? "")),
  );
}

/** The id of the mark that a wanted instance has, or would have; undefined while its identity is not known. */
export function idOf({ resource, name, configuration }: Wanted): string | undefined {
  return markIdOf(resource, name, identityOf(resource, configuration));
}

/** What carries a mark: its resource, and the texts of its identity. Undefined if this version does not know the resource. */
export function markedBy({
  id,
}: Pick<Mark, "id">): { readonly resource: Resource; readonly texts: readonly string[] } | undefined {
  try {
    const [named, ...texts] = id.split(":").map(decodeURIComponent);
    const resource = Object.values<Resource>(resources).find(({ name }) => name === named);
    return resource && { resource, texts };
  } catch {
    return undefined;
  }
}

/** The values of an identity from the texts that name it. */
export function identityFrom(resource: Resource, texts: readonly string[]): Values | undefined {
  if (texts.length !== resource.identity.length) return undefined;
  const entries = resource.identity.map((name, at) => {
    const { type } = attributeNamed(resource, name);
    const text = texts[at] ?? "";
    return [name, type.kind === "integer" || type.kind === "number" ? Number(text) : text] as const;
  });
  return Object.fromEntries(entries);
}

/** The same diagnostics, said of one instance. */
export function about(instance: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({ ...diagnostic, instance }));
}

/** A failure that speaks of one instance. */
export function failureOf(instance: string, diagnostics: readonly Diagnostic[]): Result<never> {
  return failure(...about(instance, diagnostics));
}
