import { randomBytes } from "node:crypto";
import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { isRecord, type JsonObject, type JsonValue, sameValue } from "@thoth-iac/model";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { runCommand } from "./run-command.ts";

type Struct = InstanceType<typeof structs.Struct>;

/**
 * The provider of `command:local:Command`, as far as our programs use it: a change of a trigger replaces, any other one
 * updates, and the last run's output is in the environment of the next. What is secret in the inputs is so in the
 * outputs; what a command prints is not, unless the program says so.
 */
export function commandProvider(surroundings: NodeJS.ProcessEnv): UntypedServiceImplementation {
  const run = async (command: string, inputs: JsonObject, last: JsonObject = {}): Promise<JsonObject> => {
    const { stdout, stderr, interpreter, dir, stdin, environment } = { ...last, ...inputs };
    const asked = inputs[command];
    if (asked === undefined) return { stdout: stdout ?? "", stderr: stderr ?? "" };
    const isFirst = last.stdout === undefined;
    const previous = { PULUMI_COMMAND_STDOUT: String(stdout), PULUMI_COMMAND_STDERR: String(stderr) };
    const { stdout: printed, stderr: complained } = await runCommand({
      command: String(asked),
      interpreter: Array.isArray(interpreter) ? interpreter.map(String) : ["/bin/sh", "-c"],
      dir: typeof dir === "string" ? dir : undefined,
      stdin: typeof stdin === "string" ? stdin : undefined,
      env: { ...surroundings, ...(!isFirst && previous), ...Object(environment) },
    });
    return { stdout: printed, stderr: complained };
  };
  return {
    getPluginInfo: unary(async () => new plugins.PluginInfo()),
    checkConfig: unary(async (request: InstanceType<typeof messages.CheckRequest>) => {
      const answer = new messages.CheckResponse();
      answer.setInputs(request.getNews());
      return answer;
    }),
    configure: unary(async () => {
      const answer = new messages.ConfigureResponse();
      answer.setAcceptsecrets(true);
      answer.setSupportspreview(true);
      return answer;
    }),
    check: unary(async (request: InstanceType<typeof messages.CheckRequest>) => {
      const answer = new messages.CheckResponse();
      answer.setInputs(request.getNews());
      return answer;
    }),
    diff: unary(async (request: InstanceType<typeof messages.DiffRequest>) => {
      const [before, after] = [plain(request.getOldInputs()), plain(request.getNews())];
      const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
      const changed = names.filter((name) => !sameValue(before[name], after[name]));
      const answer = new messages.DiffResponse();
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      answer.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
      answer.setDiffsList(changed);
      answer.setReplacesList(changed.filter((name) => name === "triggers"));
      return answer;
    }),
    create: unary(async (request: InstanceType<typeof messages.CreateRequest>) => {
      const answer = new messages.CreateResponse();
      const inputs = request.getProperties();
      if (!request.getPreview()) answer.setId(`${request.getName()}${randomBytes(4).toString("hex")}`);
      answer.setProperties(together(inputs, request.getPreview() ? unknown : await run("create", plain(inputs))));
      return answer;
    }),
    update: unary(async (request: InstanceType<typeof messages.UpdateRequest>) => {
      const answer = new messages.UpdateResponse();
      const [inputs, last] = [request.getNews(), plain(request.getOlds())];
      const command = plain(inputs).update === undefined ? "create" : "update";
      const printed = request.getPreview() ? unknown : await run(command, plain(inputs), last);
      answer.setProperties(together(inputs, printed));
      return answer;
    }),
    delete: unary(async (request: InstanceType<typeof messages.DeleteRequest>) => {
      const last = plain(request.getProperties());
      await run("delete", last, last);
      return new empties.Empty();
    }),
    cancel: unary(async () => new empties.Empty()),
  };
}

function unary<Request, Response>(answer: (request: Request) => Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => {
    answer(call.request).then(
      (response) => reply(null, response),
      (failure: Error) => reply({ code: 2, details: failure.message }),
    );
  };
}

// From sdk/go/common/resource/plugin/rpc.go and sdk/go/common/resource/properties.go of pulumi/pulumi.
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknown: JsonObject = { stdout: unknownText, stderr: unknownText };
const signatureKey = "4dabf18193072939515e22adb298388d";

/** The properties without the marks of secrets. */
function plain(properties: Struct | undefined): JsonObject {
  const values = unwrapped(properties?.toJavaScript() ?? {});
  return isRecord(values) ? values : {};
}

function unwrapped(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isRecord(value)) return value;
  if (value[signatureKey] !== undefined) return unwrapped(value.value ?? null);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unwrapped(member)]));
}

/** The inputs as they came, their secrets marked, and what a command printed. */
function together(inputs: Struct | undefined, printed: JsonObject): Struct {
  return structs.Struct.fromJavaScript({ ...inputs?.toJavaScript(), ...printed });
}
