import { Construct, type IConstruct } from "constructs";
import {
  type SiemSettingsProps,
  siemSettingsInputs,
  type WebhookSettingsProps,
  webhookSettingsInputs,
  webhookTestInputs,
} from "../../bindings/cdktf/props/index.ts";
import { SiemSettings } from "../../bindings/cdktf/siem-settings/index.ts";
import { WebhookSettings } from "../../bindings/cdktf/webhook-settings/index.ts";
import { WebhookTest } from "../../bindings/cdktf/webhook-test/index.ts";
import { configOf, isMade, type Part } from "../part.ts";
import { checkedProps, kindOf } from "../validation.ts";

const webhook: Part = { type: WebhookSettings.tfResourceType, inputs: webhookSettingsInputs };
const siem: Part = { type: SiemSettings.tfResourceType, inputs: siemSettingsInputs, optional: true };
const test: Part = {
  type: WebhookTest.tfResourceType,
  inputs: webhookTestInputs,
  renamed: { trigger: "testTrigger" },
};

/** Where the tenant's events go, whoever manages it. */
export interface ISiemWebhook extends IConstruct {
  /** The address that receives events. */
  readonly webhookUrl: string;
}

/** What is known of a webhook that is managed elsewhere. */
export interface SiemWebhookAttributes {
  /** The address that receives events. */
  readonly webhookUrl: string;
}

/** What may be set of the tenant's webhook, of its SIEM, and of the test event. */
export interface SiemWebhookProps extends WebhookSettingsProps, SiemSettingsProps {
  /**
   * Send a test event. The apply fails unless it is delivered.
   * @default - a test is sent if `webhookEnabled` or `siemWebhookEnabled` is given, unless what is given is false
   */
  readonly sendTest?: boolean;
  /**
   * Any text; a change of it sends the test again.
   * @default - made of both addresses and of the versions of both secrets, so that a change of one of them sends it again
   */
  readonly testTrigger?: string;
}

/**
 * Where the tenant's events go: its webhook, its SIEM, and a test event that is sent again when an address or a secret's
 * version changes. There is one for the tenant that the provider is configured for.
 */
export class SiemWebhook extends Construct implements ISiemWebhook {
  /** A webhook that is managed elsewhere. Nothing is made. */
  static fromSiemWebhookAttributes(scope: Construct, id: string, attributes: SiemWebhookAttributes): ISiemWebhook {
    return new ImportedWebhook(scope, id, attributes);
  }

  /** The address that receives events. */
  readonly webhookUrl: string;
  /** The settings of the webhook: the way to whatever this construct has no prop for. */
  readonly resource: WebhookSettings;
  /** The settings of the SIEM, if any of them was given. */
  readonly siem: SiemSettings | undefined;
  /** The test event, if one is sent. */
  readonly test: WebhookTest | undefined;

  constructor(scope: Construct, id: string, props: SiemWebhookProps = {}) {
    super(scope, id);
    const given = checkedProps(this, props, { parts: [webhook, siem, test], checks: { sendTest: sendTestFaults } });
    this.resource = new WebhookSettings(this, "Resource", configOf<WebhookSettingsProps>(webhook, given));
    this.siem = isMade(siem, given)
      ? new SiemSettings(this, "Siem", configOf<SiemSettingsProps>(siem, given))
      : undefined;
    this.test = isTested(given)
      ? new WebhookTest(this, "Test", {
          trigger: given.testTrigger ?? triggerOf(given),
          // The test says nothing of what it tests, so nothing else would make it wait.
          dependsOn: this.siem === undefined ? [this.resource] : [this.resource, this.siem],
        })
      : undefined;
    this.webhookUrl = this.resource.webhookUrl;
  }
}

function sendTestFaults({ sendTest }: Readonly<Record<string, unknown>>): readonly string[] {
  if (sendTest === undefined || typeof sendTest === "boolean") return [];
  return [`sendTest must be true or false, known when the program is synthesized; found ${kindOf(sendTest)}`];
}

function isTested({ sendTest, webhookEnabled, siemWebhookEnabled }: SiemWebhookProps): boolean {
  const enabled = [webhookEnabled, siemWebhookEnabled].some((given) => given !== undefined && given !== false);
  return sendTest ?? enabled;
}

function triggerOf(props: SiemWebhookProps): string {
  const { webhookUrl, webhookSecretWoVersion, siemWebhookUrl, siemWebhookSecretWoVersion } = props;
  const told = { webhookUrl, webhookSecretWoVersion, siemWebhookUrl, siemWebhookSecretWoVersion };
  return Object.entries(told)
    .flatMap(([name, value]) => (typeof value === "string" || typeof value === "number" ? [`${name}=${value}`] : []))
    .join(" ");
}

class ImportedWebhook extends Construct implements ISiemWebhook {
  readonly webhookUrl: string;

  constructor(scope: Construct, id: string, { webhookUrl }: SiemWebhookAttributes) {
    super(scope, id);
    this.webhookUrl = webhookUrl;
  }
}
