import { Construct, type IConstruct } from "constructs";
import { BrowserEnrollment } from "../../bindings/cdktf/browser-enrollment/index.ts";
import { BrowserPolicy } from "../../bindings/cdktf/browser-policy/index.ts";
import { BrowserProvider } from "../../bindings/cdktf/browser-provider/index.ts";
import {
  type BrowserEnrollmentProps,
  type BrowserPolicyProps,
  type BrowserProviderProps,
  browserEnrollmentInputs,
  browserPolicyInputs,
  browserProviderInputs,
} from "../../bindings/cdktf/props/index.ts";
import { childId } from "../child-id.ts";
import { eachOf, membersOf, sameIn } from "../members.ts";
import { configOf, type Part } from "../part.ts";
import { checkedProps } from "../validation.ts";

const provider: Part = { type: BrowserProvider.tfResourceType, inputs: browserProviderInputs };
const policy: Part = { type: BrowserPolicy.tfResourceType, inputs: browserPolicyInputs, set: ["providerName"] };
const enrollment: Part = {
  type: BrowserEnrollment.tfResourceType,
  inputs: browserEnrollmentInputs,
  set: ["providerName"],
};

/** A browser that is governed, whoever manages it. */
export interface IBrowserBaseline extends IConstruct {
  /** The browser. */
  readonly providerName: string;
}

/** What is known of a browser that is managed elsewhere. */
export interface BrowserBaselineAttributes {
  /** The browser: chrome, firefox, safari or island. */
  readonly providerName: string;
}

/** What may be set of a policy of the browser. */
export interface BrowserBaselinePolicy extends Omit<BrowserPolicyProps, "providerName"> {}

/** What may be set of an enrollment of the browser. */
export interface BrowserBaselineEnrollment extends Omit<BrowserEnrollmentProps, "providerName"> {}

/** What may be set of a browser, its policies and its enrollments. */
export interface BrowserBaselineProps extends BrowserProviderProps {
  /**
   * Policies, each under a key of which its address in state is made: another key is another policy.
   * @default - no policies
   */
  readonly policies?: { readonly [key: string]: BrowserBaselinePolicy };
  /**
   * Browsers of single users on single devices, each under a key of which its address in state is made.
   * @default - no enrollments
   */
  readonly enrollments?: { readonly [key: string]: BrowserBaselineEnrollment };
}

/** A browser that is governed, with its policies and with the users and devices that obey them. */
export class BrowserBaseline extends Construct implements IBrowserBaseline {
  /** A browser that is managed elsewhere. Nothing is made. */
  static fromBrowserBaselineAttributes(
    scope: Construct,
    id: string,
    attributes: BrowserBaselineAttributes,
  ): IBrowserBaseline {
    return new ImportedBrowser(scope, id, attributes);
  }

  /** The browser. */
  readonly providerName: string;
  /** The browser's resource: the way to whatever this construct has no prop for. */
  readonly resource: BrowserProvider;
  /** The policies, by their keys. */
  readonly policies: { readonly [key: string]: BrowserPolicy };
  /** The enrollments, by their keys. */
  readonly enrollments: { readonly [key: string]: BrowserEnrollment };

  constructor(scope: Construct, id: string, props: BrowserBaselineProps) {
    super(scope, id);
    const given = checkedProps(this, props, {
      parts: [provider],
      checks: {
        policies: (written) => [...eachOf("policies", policy)(written), ...sameIn("policies", [["policyId"]])(written)],
        enrollments: (written) => [
          ...eachOf("enrollments", enrollment)(written),
          ...sameIn("enrollments", [["enrollmentId"], ["deviceId", "userId", "browserProfile"]])(written),
        ],
      },
    });
    this.resource = new BrowserProvider(this, "Resource", configOf<BrowserProviderProps>(provider, given));
    // A reference and not the text: what is of the browser is made after it.
    this.providerName = this.resource.providerName;
    const { providerName } = this;
    this.policies = Object.fromEntries(
      membersOf(given.policies).map(([key, props]) => {
        const config = { ...configOf<BrowserPolicyProps>(policy, props), providerName };
        return [key, new BrowserPolicy(this, childId("Policy", key), config)];
      }),
    );
    this.enrollments = Object.fromEntries(
      membersOf(given.enrollments).map(([key, props]) => {
        const config = { ...configOf<BrowserEnrollmentProps>(enrollment, props), providerName };
        return [key, new BrowserEnrollment(this, childId("Enrollment", key), config)];
      }),
    );
  }
}

class ImportedBrowser extends Construct implements IBrowserBaseline {
  readonly providerName: string;

  constructor(scope: Construct, id: string, { providerName }: BrowserBaselineAttributes) {
    super(scope, id);
    this.providerName = providerName;
  }
}
