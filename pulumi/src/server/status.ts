import { encodeMessage, GrpcError, ProtobufError, StatusCode, structOf } from "@thoth-iac/grpc";
import { Failure, PartialFailure } from "../failure.ts";
import { errorResourceInitFailed, errorResourceInitFailedName } from "./pulumirpc.ts";

/** What a step threw, as the engine is to hear of it; what was not meant for it is left as it is. */
export function toStatus(thrown: unknown): unknown {
  if (thrown instanceof PartialFailure) return partialStatus(thrown);
  if (thrown instanceof Failure) return new GrpcError(StatusCode.UNKNOWN, thrown.message);
  if (thrown instanceof ProtobufError)
    return new GrpcError(StatusCode.INVALID_ARGUMENT, `malformed property values: ${thrown.message}`);
  return thrown;
}

/** The engine keeps the id and the properties that come with this status, and tells the reasons. */
function partialStatus({ id, properties, reasons, message }: PartialFailure): GrpcError {
  const detail = encodeMessage(errorResourceInitFailed, { id, properties: structOf(properties), reasons });
  return new GrpcError(StatusCode.UNKNOWN, message, {
    details: [{ type: errorResourceInitFailedName, message: detail }],
  });
}
