import { jsonOfStruct, type StructMessage, structOf } from "@thoth-iac/grpc";
import type { JsonObject, Values } from "@thoth-iac/model";
import { sent } from "../property-values.ts";

/** Property values as a message brings them; none where it brings no struct. */
export function propertiesIn(message: StructMessage | undefined): JsonObject {
  return message === undefined ? {} : (jsonOfStruct(message) as JsonObject); // a struct has no member without a value
}

/** Values as a message takes them: unknown ones marked, and those named in `secret` wrapped. */
export function structFrom(values: Values, secret: ReadonlySet<string>): StructMessage {
  return structOf(sent(values, secret));
}
