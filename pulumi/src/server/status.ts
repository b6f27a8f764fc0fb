import { encodeMessage, GrpcError, ProtobufError, StatusCode, structOf } from "@thoth-iac/grpc";
import { Failure, PartialFailure } from "../failure.ts";
import { errorResourceInitFailed, errorResourceInitFailedName } from "./pulumirpc.ts";

/** The same work, of which the engine hears what went wrong in its own terms. */
export function withStatus<Args extends readonly unknown[], R>(
  work: (...args: Args) => R | Promise<R>,
): (...args: Args) => Promise<R> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (thrown) {
      throw toStatus(thrown);
    }
  };
}

/** What a step threw, as a status; what was not meant for the engine is left as it is. */
function toStatus(thrown: unknown): unknown {
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
