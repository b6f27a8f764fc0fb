import { camelCase, type Query, type Resource } from "@thoth-iac/model";

/** The name of the Pulumi package, which begins every token. */
export const packageName = "thoth";

/** The type of a resource in the plugin: `thoth:mdm/provider:Provider`. */
export function typeOf({ token }: Pick<Resource, "token">): string {
  return `${packageName}:${token}:${titled(memberOf(token))}`;
}

/** The token by which the plugin is asked: `thoth:mdm/getProviders:getProviders`. */
export function functionTokenOf({ token }: Pick<Query, "token">): string {
  const name = functionName(token);
  return `${packageName}:${moduleOf(token)}/${name}:${name}`;
}

/** The type of a resource in the dynamic flavour: `pulumi-nodejs:dynamic/thoth:BrowserPolicy`. */
export function dynamicTypeOf(resource: Pick<Resource, "name">): string {
  return `pulumi-nodejs:dynamic/${packageName}:${classNameOf(resource)}`;
}

/** The name of a resource's class in our own package, where there are no modules: `BrowserPolicy`. */
export function classNameOf({ name }: Pick<Resource, "name">): string {
  return titled(camelCase(name));
}

/** The module of a token: `mdm` of `mdm/provider`. */
export function moduleOf(token: string): string {
  return token.slice(0, token.indexOf("/"));
}

/** What a token names in its module: `provider` of `mdm/provider`. */
export function memberOf(token: string): string {
  return token.slice(token.indexOf("/") + 1);
}

/** The name of the function that asks: `getProviders` of `mdm/providers`. */
export function functionName(token: string): string {
  return `get${titled(memberOf(token))}`;
}

/** A name with its first letter large. */
export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name of a data source's function in our own package: `getMdmProviders`. */
export function functionNameOf({ name }: Pick<Query, "name">): string {
  return `get${titled(camelCase(name))}`;
}
