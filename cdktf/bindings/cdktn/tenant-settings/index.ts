// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface TenantSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * Profile from which baseline controls follow.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#compliance_profile TenantSettings#compliance_profile}
  */
  readonly complianceProfile?: string;
  /**
  * Further members of the settings document, merged deeply and last. They win over the attributes. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#extra_settings TenantSettings#extra_settings}
  */
  readonly extraSettings?: { [key: string]: any };
  /**
  * Further members of the settings document, merged deeply and last. They win over the attributes. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#extra_settings_json TenantSettings#extra_settings_json}
  */
  readonly extraSettingsJson?: string;
  /**
  * Models that may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_allowed_models TenantSettings#model_router_allowed_models}
  */
  readonly modelRouterAllowedModels?: string[];
  /**
  * Model providers that may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_allowed_providers TenantSettings#model_router_allowed_providers}
  */
  readonly modelRouterAllowedProviders?: string[];
  /**
  * Model used unless a call names one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_default_model TenantSettings#model_router_default_model}
  */
  readonly modelRouterDefaultModel?: string;
  /**
  * Model provider used unless a call names one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_default_provider TenantSettings#model_router_default_provider}
  */
  readonly modelRouterDefaultProvider?: string;
  /**
  * Route model calls through the tenant's router.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_enabled TenantSettings#model_router_enabled}
  */
  readonly modelRouterEnabled?: boolean | cdktn.IResolvable;
  /**
  * Model providers tried in this order when the default fails.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#model_router_failover_providers TenantSettings#model_router_failover_providers}
  */
  readonly modelRouterFailoverProviders?: string[];
  /**
  * Secret that signs the PAM system's callbacks.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_callback_secret TenantSettings#pam_callback_secret}
  */
  readonly pamCallbackSecret?: string;
  /**
  * Secret that signs the PAM system's callbacks. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_callback_secret_wo TenantSettings#pam_callback_secret_wo}
  */
  readonly pamCallbackSecretWo?: string;
  /**
  * Change it to send `pam_callback_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_callback_secret_wo_version TenantSettings#pam_callback_secret_wo_version}
  */
  readonly pamCallbackSecretWoVersion?: number;
  /**
  * Ask the PAM system for step-up decisions.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_enabled TenantSettings#pam_enabled}
  */
  readonly pamEnabled?: boolean | cdktn.IResolvable;
  /**
  * PAM system, such as `okta`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_provider TenantSettings#pam_provider}
  */
  readonly pamProvider?: string;
  /**
  * Bearer token sent with challenges.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_auth_token TenantSettings#pam_request_auth_token}
  */
  readonly pamRequestAuthToken?: string;
  /**
  * Bearer token sent with challenges. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_auth_token_wo TenantSettings#pam_request_auth_token_wo}
  */
  readonly pamRequestAuthTokenWo?: string;
  /**
  * Change it to send `pam_request_auth_token_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_auth_token_wo_version TenantSettings#pam_request_auth_token_wo_version}
  */
  readonly pamRequestAuthTokenWoVersion?: number;
  /**
  * Secret that signs challenges.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_secret TenantSettings#pam_request_secret}
  */
  readonly pamRequestSecret?: string;
  /**
  * Secret that signs challenges. Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_secret_wo TenantSettings#pam_request_secret_wo}
  */
  readonly pamRequestSecretWo?: string;
  /**
  * Change it to send `pam_request_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_secret_wo_version TenantSettings#pam_request_secret_wo_version}
  */
  readonly pamRequestSecretWoVersion?: number;
  /**
  * Seconds to wait for the PAM system.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_timeout_seconds TenantSettings#pam_request_timeout_seconds}
  */
  readonly pamRequestTimeoutSeconds?: number;
  /**
  * Address that challenges are sent to.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#pam_request_url TenantSettings#pam_request_url}
  */
  readonly pamRequestUrl?: string;
  /**
  * Regimes whose baseline packs are loaded, such as `soc2`, `hipaa`, `gdpr`, `fedramp`, `sec_cftc`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#regulatory_regimes TenantSettings#regulatory_regimes}
  */
  readonly regulatoryRegimes?: string[];
  /**
  * Host patterns outside which nothing is injected.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_allowed_hosts TenantSettings#secret_broker_allowed_hosts}
  */
  readonly secretBrokerAllowedHosts?: string[];
  /**
  * Rules of the secret broker.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_auth_bindings TenantSettings#secret_broker_auth_bindings}
  */
  readonly secretBrokerAuthBindings?: TenantSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable;
  /**
  * Rules of the secret broker. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_auth_bindings_json TenantSettings#secret_broker_auth_bindings_json}
  */
  readonly secretBrokerAuthBindingsJson?: string;
  /**
  * Fetch credentials for tools at request time.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_enabled TenantSettings#secret_broker_enabled}
  */
  readonly secretBrokerEnabled?: boolean | cdktn.IResolvable;
  /**
  * Fail the tool call when a secret cannot be resolved.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_fail_on_missing_secret TenantSettings#secret_broker_fail_on_missing_secret}
  */
  readonly secretBrokerFailOnMissingSecret?: boolean | cdktn.IResolvable;
  /**
  * Secret store, such as `aws_secrets_manager` or `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_provider TenantSettings#secret_broker_provider}
  */
  readonly secretBrokerProvider?: string;
  /**
  * Resolve secrets only for registered endpoints.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_broker_strict_endpoint_mode TenantSettings#secret_broker_strict_endpoint_mode}
  */
  readonly secretBrokerStrictEndpointMode?: boolean | cdktn.IResolvable;
  /**
  * What happens to ungoverned tool calls of critical risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#shadow_critical TenantSettings#shadow_critical}
  */
  readonly shadowCritical?: string;
  /**
  * What happens to ungoverned tool calls of high risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#shadow_high TenantSettings#shadow_high}
  */
  readonly shadowHigh?: string;
  /**
  * What happens to ungoverned tool calls of low risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#shadow_low TenantSettings#shadow_low}
  */
  readonly shadowLow?: string;
  /**
  * What happens to ungoverned tool calls of medium risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#shadow_medium TenantSettings#shadow_medium}
  */
  readonly shadowMedium?: string;
  /**
  * SIEM that receives events, such as `splunk`, `sentinel` or `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_provider TenantSettings#siem_provider}
  */
  readonly siemProvider?: string;
  /**
  * Deliver events to the SIEM.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_enabled TenantSettings#siem_webhook_enabled}
  */
  readonly siemWebhookEnabled?: boolean | cdktn.IResolvable;
  /**
  * Format that the collector expects.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_provider TenantSettings#siem_webhook_provider}
  */
  readonly siemWebhookProvider?: string;
  /**
  * Secret that signs events for the SIEM (Standard Webhooks).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_secret TenantSettings#siem_webhook_secret}
  */
  readonly siemWebhookSecret?: string;
  /**
  * Secret that signs events for the SIEM (Standard Webhooks). Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_secret_wo TenantSettings#siem_webhook_secret_wo}
  */
  readonly siemWebhookSecretWo?: string;
  /**
  * Change it to send `siem_webhook_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_secret_wo_version TenantSettings#siem_webhook_secret_wo_version}
  */
  readonly siemWebhookSecretWoVersion?: number;
  /**
  * Address of the SIEM's collector.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#siem_webhook_url TenantSettings#siem_webhook_url}
  */
  readonly siemWebhookUrl?: string;
  /**
  * Send a test event after each change; a failure is only a warning.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#test_webhook_on_apply TenantSettings#test_webhook_on_apply}
  */
  readonly testWebhookOnApply?: boolean | cdktn.IResolvable;
  /**
  * Risk tier by tool name, in place of the one that is computed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#tool_risk_overrides TenantSettings#tool_risk_overrides}
  */
  readonly toolRiskOverrides?: { [key: string]: string };
  /**
  * Deliver events.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#webhook_enabled TenantSettings#webhook_enabled}
  */
  readonly webhookEnabled?: boolean | cdktn.IResolvable;
  /**
  * Secret that signs events (Standard Webhooks).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#webhook_secret TenantSettings#webhook_secret}
  */
  readonly webhookSecret?: string;
  /**
  * Secret that signs events (Standard Webhooks). Never kept in state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#webhook_secret_wo TenantSettings#webhook_secret_wo}
  */
  readonly webhookSecretWo?: string;
  /**
  * Change it to send `webhook_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#webhook_secret_wo_version TenantSettings#webhook_secret_wo_version}
  */
  readonly webhookSecretWoVersion?: number;
  /**
  * Address that receives events.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#webhook_url TenantSettings#webhook_url}
  */
  readonly webhookUrl?: string;
}
export interface TenantSettingsSecretBrokerAuthBindings {
  /**
  * Header that receives the secret.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#header TenantSettings#header}
  */
  readonly header: string;
  /**
  * Host that the rule is for, such as `api.figma.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#host_pattern TenantSettings#host_pattern}
  */
  readonly hostPattern: string;
  /**
  * Text put before the secret, such as `Bearer `.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#prefix TenantSettings#prefix}
  */
  readonly prefix?: string;
  /**
  * Where the secret is kept, such as `op://vault/item/field`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#secret_ref TenantSettings#secret_ref}
  */
  readonly secretRef: string;
}

export function tenantSettingsSecretBrokerAuthBindingsToTerraform(struct?: TenantSettingsSecretBrokerAuthBindings | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    header: cdktn.stringToTerraform(struct!.header),
    host_pattern: cdktn.stringToTerraform(struct!.hostPattern),
    prefix: cdktn.stringToTerraform(struct!.prefix),
    secret_ref: cdktn.stringToTerraform(struct!.secretRef),
  }
}


export function tenantSettingsSecretBrokerAuthBindingsToHclTerraform(struct?: TenantSettingsSecretBrokerAuthBindings | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    header: {
      value: cdktn.stringToHclTerraform(struct!.header),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    host_pattern: {
      value: cdktn.stringToHclTerraform(struct!.hostPattern),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    prefix: {
      value: cdktn.stringToHclTerraform(struct!.prefix),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    secret_ref: {
      value: cdktn.stringToHclTerraform(struct!.secretRef),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class TenantSettingsSecretBrokerAuthBindingsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): TenantSettingsSecretBrokerAuthBindings | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._header !== undefined) {
      hasAnyValues = true;
      internalValueResult.header = this._header;
    }
    if (this._hostPattern !== undefined) {
      hasAnyValues = true;
      internalValueResult.hostPattern = this._hostPattern;
    }
    if (this._prefix !== undefined) {
      hasAnyValues = true;
      internalValueResult.prefix = this._prefix;
    }
    if (this._secretRef !== undefined) {
      hasAnyValues = true;
      internalValueResult.secretRef = this._secretRef;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: TenantSettingsSecretBrokerAuthBindings | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._header = undefined;
      this._hostPattern = undefined;
      this._prefix = undefined;
      this._secretRef = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._header = value.header;
      this._hostPattern = value.hostPattern;
      this._prefix = value.prefix;
      this._secretRef = value.secretRef;
    }
  }

  // header - computed: true, optional: false, required: true
  private _header?: string; 
  public get header() {
    return this.getStringAttribute('header');
  }
  public set header(value: string) {
    this._header = value;
  }
  // Temporarily expose input value. Use with caution.
  public get headerInput() {
    return this._header;
  }

  // host_pattern - computed: true, optional: false, required: true
  private _hostPattern?: string; 
  public get hostPattern() {
    return this.getStringAttribute('host_pattern');
  }
  public set hostPattern(value: string) {
    this._hostPattern = value;
  }
  // Temporarily expose input value. Use with caution.
  public get hostPatternInput() {
    return this._hostPattern;
  }

  // prefix - computed: true, optional: true, required: false
  private _prefix?: string; 
  public get prefix() {
    return this.getStringAttribute('prefix');
  }
  public set prefix(value: string) {
    this._prefix = value;
  }
  public resetPrefix() {
    this._prefix = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get prefixInput() {
    return this._prefix;
  }

  // secret_ref - computed: true, optional: false, required: true
  private _secretRef?: string; 
  public get secretRef() {
    return this.getStringAttribute('secret_ref');
  }
  public set secretRef(value: string) {
    this._secretRef = value;
  }
  // Temporarily expose input value. Use with caution.
  public get secretRefInput() {
    return this._secretRef;
  }
}

export class TenantSettingsSecretBrokerAuthBindingsList extends cdktn.ComplexList {
  public internalValue? : TenantSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): TenantSettingsSecretBrokerAuthBindingsOutputReference {
    return new TenantSettingsSecretBrokerAuthBindingsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings thoth_tenant_settings}
*/
export class TenantSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_tenant_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a TenantSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the TenantSettings to import
  * @param importFromId The id of the existing TenantSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the TenantSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_tenant_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/tenant_settings thoth_tenant_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TenantSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: TenantSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_tenant_settings',
      terraformGeneratorMetadata: {
        providerName: 'thoth',
        providerVersionConstraint: '~> 0.1.100'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._complianceProfile = config.complianceProfile;
    this._extraSettings = config.extraSettings;
    this._extraSettingsJson = config.extraSettingsJson;
    this._modelRouterAllowedModels = config.modelRouterAllowedModels;
    this._modelRouterAllowedProviders = config.modelRouterAllowedProviders;
    this._modelRouterDefaultModel = config.modelRouterDefaultModel;
    this._modelRouterDefaultProvider = config.modelRouterDefaultProvider;
    this._modelRouterEnabled = config.modelRouterEnabled;
    this._modelRouterFailoverProviders = config.modelRouterFailoverProviders;
    this._pamCallbackSecret = config.pamCallbackSecret;
    this._pamCallbackSecretWo = config.pamCallbackSecretWo;
    this._pamCallbackSecretWoVersion = config.pamCallbackSecretWoVersion;
    this._pamEnabled = config.pamEnabled;
    this._pamProvider = config.pamProvider;
    this._pamRequestAuthToken = config.pamRequestAuthToken;
    this._pamRequestAuthTokenWo = config.pamRequestAuthTokenWo;
    this._pamRequestAuthTokenWoVersion = config.pamRequestAuthTokenWoVersion;
    this._pamRequestSecret = config.pamRequestSecret;
    this._pamRequestSecretWo = config.pamRequestSecretWo;
    this._pamRequestSecretWoVersion = config.pamRequestSecretWoVersion;
    this._pamRequestTimeoutSeconds = config.pamRequestTimeoutSeconds;
    this._pamRequestUrl = config.pamRequestUrl;
    this._regulatoryRegimes = config.regulatoryRegimes;
    this._secretBrokerAllowedHosts = config.secretBrokerAllowedHosts;
    this._secretBrokerAuthBindings.internalValue = config.secretBrokerAuthBindings;
    this._secretBrokerAuthBindingsJson = config.secretBrokerAuthBindingsJson;
    this._secretBrokerEnabled = config.secretBrokerEnabled;
    this._secretBrokerFailOnMissingSecret = config.secretBrokerFailOnMissingSecret;
    this._secretBrokerProvider = config.secretBrokerProvider;
    this._secretBrokerStrictEndpointMode = config.secretBrokerStrictEndpointMode;
    this._shadowCritical = config.shadowCritical;
    this._shadowHigh = config.shadowHigh;
    this._shadowLow = config.shadowLow;
    this._shadowMedium = config.shadowMedium;
    this._siemProvider = config.siemProvider;
    this._siemWebhookEnabled = config.siemWebhookEnabled;
    this._siemWebhookProvider = config.siemWebhookProvider;
    this._siemWebhookSecret = config.siemWebhookSecret;
    this._siemWebhookSecretWo = config.siemWebhookSecretWo;
    this._siemWebhookSecretWoVersion = config.siemWebhookSecretWoVersion;
    this._siemWebhookUrl = config.siemWebhookUrl;
    this._testWebhookOnApply = config.testWebhookOnApply;
    this._toolRiskOverrides = config.toolRiskOverrides;
    this._webhookEnabled = config.webhookEnabled;
    this._webhookSecret = config.webhookSecret;
    this._webhookSecretWo = config.webhookSecretWo;
    this._webhookSecretWoVersion = config.webhookSecretWoVersion;
    this._webhookUrl = config.webhookUrl;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // compliance_profile - computed: false, optional: true, required: false
  private _complianceProfile?: string; 
  public get complianceProfile() {
    return this.getStringAttribute('compliance_profile');
  }
  public set complianceProfile(value: string) {
    this._complianceProfile = value;
  }
  public resetComplianceProfile() {
    this._complianceProfile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get complianceProfileInput() {
    return this._complianceProfile;
  }

  // extra_settings - computed: false, optional: true, required: false
  private _extraSettings?: { [key: string]: any }; 
  public get extraSettings() {
    return this.getAnyMapAttribute('extra_settings');
  }
  public set extraSettings(value: { [key: string]: any }) {
    this._extraSettings = value;
  }
  public resetExtraSettings() {
    this._extraSettings = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extraSettingsInput() {
    return this._extraSettings;
  }

  // extra_settings_json - computed: false, optional: true, required: false
  private _extraSettingsJson?: string; 
  public get extraSettingsJson() {
    return this.getStringAttribute('extra_settings_json');
  }
  public set extraSettingsJson(value: string) {
    this._extraSettingsJson = value;
  }
  public resetExtraSettingsJson() {
    this._extraSettingsJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extraSettingsJsonInput() {
    return this._extraSettingsJson;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // model_router_allowed_models - computed: true, optional: true, required: false
  private _modelRouterAllowedModels?: string[]; 
  public get modelRouterAllowedModels() {
    return this.getListAttribute('model_router_allowed_models');
  }
  public set modelRouterAllowedModels(value: string[]) {
    this._modelRouterAllowedModels = value;
  }
  public resetModelRouterAllowedModels() {
    this._modelRouterAllowedModels = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterAllowedModelsInput() {
    return this._modelRouterAllowedModels;
  }

  // model_router_allowed_providers - computed: true, optional: true, required: false
  private _modelRouterAllowedProviders?: string[]; 
  public get modelRouterAllowedProviders() {
    return this.getListAttribute('model_router_allowed_providers');
  }
  public set modelRouterAllowedProviders(value: string[]) {
    this._modelRouterAllowedProviders = value;
  }
  public resetModelRouterAllowedProviders() {
    this._modelRouterAllowedProviders = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterAllowedProvidersInput() {
    return this._modelRouterAllowedProviders;
  }

  // model_router_default_model - computed: true, optional: true, required: false
  private _modelRouterDefaultModel?: string; 
  public get modelRouterDefaultModel() {
    return this.getStringAttribute('model_router_default_model');
  }
  public set modelRouterDefaultModel(value: string) {
    this._modelRouterDefaultModel = value;
  }
  public resetModelRouterDefaultModel() {
    this._modelRouterDefaultModel = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterDefaultModelInput() {
    return this._modelRouterDefaultModel;
  }

  // model_router_default_provider - computed: true, optional: true, required: false
  private _modelRouterDefaultProvider?: string; 
  public get modelRouterDefaultProvider() {
    return this.getStringAttribute('model_router_default_provider');
  }
  public set modelRouterDefaultProvider(value: string) {
    this._modelRouterDefaultProvider = value;
  }
  public resetModelRouterDefaultProvider() {
    this._modelRouterDefaultProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterDefaultProviderInput() {
    return this._modelRouterDefaultProvider;
  }

  // model_router_enabled - computed: true, optional: true, required: false
  private _modelRouterEnabled?: boolean | cdktn.IResolvable; 
  public get modelRouterEnabled() {
    return this.getBooleanAttribute('model_router_enabled');
  }
  public set modelRouterEnabled(value: boolean | cdktn.IResolvable) {
    this._modelRouterEnabled = value;
  }
  public resetModelRouterEnabled() {
    this._modelRouterEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterEnabledInput() {
    return this._modelRouterEnabled;
  }

  // model_router_failover_providers - computed: true, optional: true, required: false
  private _modelRouterFailoverProviders?: string[]; 
  public get modelRouterFailoverProviders() {
    return this.getListAttribute('model_router_failover_providers');
  }
  public set modelRouterFailoverProviders(value: string[]) {
    this._modelRouterFailoverProviders = value;
  }
  public resetModelRouterFailoverProviders() {
    this._modelRouterFailoverProviders = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modelRouterFailoverProvidersInput() {
    return this._modelRouterFailoverProviders;
  }

  // pam_callback_secret - computed: false, optional: true, required: false
  private _pamCallbackSecret?: string; 
  public get pamCallbackSecret() {
    return this.getStringAttribute('pam_callback_secret');
  }
  public set pamCallbackSecret(value: string) {
    this._pamCallbackSecret = value;
  }
  public resetPamCallbackSecret() {
    this._pamCallbackSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretInput() {
    return this._pamCallbackSecret;
  }

  // pam_callback_secret_wo - computed: false, optional: true, required: false
  private _pamCallbackSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamCallbackSecretWo() {
    return this.getStringAttribute('pam_callback_secret_wo');
  }
  public set pamCallbackSecretWo(value: string) {
    this._pamCallbackSecretWo = value;
  }
  public resetPamCallbackSecretWo() {
    this._pamCallbackSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretWoInput() {
    return this._pamCallbackSecretWo;
  }

  // pam_callback_secret_wo_version - computed: false, optional: true, required: false
  private _pamCallbackSecretWoVersion?: number; 
  public get pamCallbackSecretWoVersion() {
    return this.getNumberAttribute('pam_callback_secret_wo_version');
  }
  public set pamCallbackSecretWoVersion(value: number) {
    this._pamCallbackSecretWoVersion = value;
  }
  public resetPamCallbackSecretWoVersion() {
    this._pamCallbackSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamCallbackSecretWoVersionInput() {
    return this._pamCallbackSecretWoVersion;
  }

  // pam_enabled - computed: true, optional: true, required: false
  private _pamEnabled?: boolean | cdktn.IResolvable; 
  public get pamEnabled() {
    return this.getBooleanAttribute('pam_enabled');
  }
  public set pamEnabled(value: boolean | cdktn.IResolvable) {
    this._pamEnabled = value;
  }
  public resetPamEnabled() {
    this._pamEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamEnabledInput() {
    return this._pamEnabled;
  }

  // pam_provider - computed: true, optional: true, required: false
  private _pamProvider?: string; 
  public get pamProvider() {
    return this.getStringAttribute('pam_provider');
  }
  public set pamProvider(value: string) {
    this._pamProvider = value;
  }
  public resetPamProvider() {
    this._pamProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamProviderInput() {
    return this._pamProvider;
  }

  // pam_request_auth_token - computed: false, optional: true, required: false
  private _pamRequestAuthToken?: string; 
  public get pamRequestAuthToken() {
    return this.getStringAttribute('pam_request_auth_token');
  }
  public set pamRequestAuthToken(value: string) {
    this._pamRequestAuthToken = value;
  }
  public resetPamRequestAuthToken() {
    this._pamRequestAuthToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenInput() {
    return this._pamRequestAuthToken;
  }

  // pam_request_auth_token_wo - computed: false, optional: true, required: false
  private _pamRequestAuthTokenWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamRequestAuthTokenWo() {
    return this.getStringAttribute('pam_request_auth_token_wo');
  }
  public set pamRequestAuthTokenWo(value: string) {
    this._pamRequestAuthTokenWo = value;
  }
  public resetPamRequestAuthTokenWo() {
    this._pamRequestAuthTokenWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenWoInput() {
    return this._pamRequestAuthTokenWo;
  }

  // pam_request_auth_token_wo_version - computed: false, optional: true, required: false
  private _pamRequestAuthTokenWoVersion?: number; 
  public get pamRequestAuthTokenWoVersion() {
    return this.getNumberAttribute('pam_request_auth_token_wo_version');
  }
  public set pamRequestAuthTokenWoVersion(value: number) {
    this._pamRequestAuthTokenWoVersion = value;
  }
  public resetPamRequestAuthTokenWoVersion() {
    this._pamRequestAuthTokenWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestAuthTokenWoVersionInput() {
    return this._pamRequestAuthTokenWoVersion;
  }

  // pam_request_secret - computed: false, optional: true, required: false
  private _pamRequestSecret?: string; 
  public get pamRequestSecret() {
    return this.getStringAttribute('pam_request_secret');
  }
  public set pamRequestSecret(value: string) {
    this._pamRequestSecret = value;
  }
  public resetPamRequestSecret() {
    this._pamRequestSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretInput() {
    return this._pamRequestSecret;
  }

  // pam_request_secret_wo - computed: false, optional: true, required: false
  private _pamRequestSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get pamRequestSecretWo() {
    return this.getStringAttribute('pam_request_secret_wo');
  }
  public set pamRequestSecretWo(value: string) {
    this._pamRequestSecretWo = value;
  }
  public resetPamRequestSecretWo() {
    this._pamRequestSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretWoInput() {
    return this._pamRequestSecretWo;
  }

  // pam_request_secret_wo_version - computed: false, optional: true, required: false
  private _pamRequestSecretWoVersion?: number; 
  public get pamRequestSecretWoVersion() {
    return this.getNumberAttribute('pam_request_secret_wo_version');
  }
  public set pamRequestSecretWoVersion(value: number) {
    this._pamRequestSecretWoVersion = value;
  }
  public resetPamRequestSecretWoVersion() {
    this._pamRequestSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestSecretWoVersionInput() {
    return this._pamRequestSecretWoVersion;
  }

  // pam_request_timeout_seconds - computed: true, optional: true, required: false
  private _pamRequestTimeoutSeconds?: number; 
  public get pamRequestTimeoutSeconds() {
    return this.getNumberAttribute('pam_request_timeout_seconds');
  }
  public set pamRequestTimeoutSeconds(value: number) {
    this._pamRequestTimeoutSeconds = value;
  }
  public resetPamRequestTimeoutSeconds() {
    this._pamRequestTimeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestTimeoutSecondsInput() {
    return this._pamRequestTimeoutSeconds;
  }

  // pam_request_url - computed: true, optional: true, required: false
  private _pamRequestUrl?: string; 
  public get pamRequestUrl() {
    return this.getStringAttribute('pam_request_url');
  }
  public set pamRequestUrl(value: string) {
    this._pamRequestUrl = value;
  }
  public resetPamRequestUrl() {
    this._pamRequestUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pamRequestUrlInput() {
    return this._pamRequestUrl;
  }

  // regulatory_regimes - computed: false, optional: true, required: false
  private _regulatoryRegimes?: string[]; 
  public get regulatoryRegimes() {
    return this.getListAttribute('regulatory_regimes');
  }
  public set regulatoryRegimes(value: string[]) {
    this._regulatoryRegimes = value;
  }
  public resetRegulatoryRegimes() {
    this._regulatoryRegimes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regulatoryRegimesInput() {
    return this._regulatoryRegimes;
  }

  // secret_broker_allowed_hosts - computed: false, optional: true, required: false
  private _secretBrokerAllowedHosts?: string[]; 
  public get secretBrokerAllowedHosts() {
    return this.getListAttribute('secret_broker_allowed_hosts');
  }
  public set secretBrokerAllowedHosts(value: string[]) {
    this._secretBrokerAllowedHosts = value;
  }
  public resetSecretBrokerAllowedHosts() {
    this._secretBrokerAllowedHosts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerAllowedHostsInput() {
    return this._secretBrokerAllowedHosts;
  }

  // secret_broker_auth_bindings - computed: true, optional: true, required: false
  private _secretBrokerAuthBindings = new TenantSettingsSecretBrokerAuthBindingsList(this, "secret_broker_auth_bindings", false);
  public get secretBrokerAuthBindings() {
    return this._secretBrokerAuthBindings;
  }
  public putSecretBrokerAuthBindings(value: TenantSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable) {
    this._secretBrokerAuthBindings.internalValue = value;
  }
  public resetSecretBrokerAuthBindings() {
    this._secretBrokerAuthBindings.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerAuthBindingsInput() {
    return this._secretBrokerAuthBindings.internalValue;
  }

  // secret_broker_auth_bindings_json - computed: true, optional: true, required: false
  private _secretBrokerAuthBindingsJson?: string; 
  public get secretBrokerAuthBindingsJson() {
    return this.getStringAttribute('secret_broker_auth_bindings_json');
  }
  public set secretBrokerAuthBindingsJson(value: string) {
    this._secretBrokerAuthBindingsJson = value;
  }
  public resetSecretBrokerAuthBindingsJson() {
    this._secretBrokerAuthBindingsJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerAuthBindingsJsonInput() {
    return this._secretBrokerAuthBindingsJson;
  }

  // secret_broker_enabled - computed: false, optional: true, required: false
  private _secretBrokerEnabled?: boolean | cdktn.IResolvable; 
  public get secretBrokerEnabled() {
    return this.getBooleanAttribute('secret_broker_enabled');
  }
  public set secretBrokerEnabled(value: boolean | cdktn.IResolvable) {
    this._secretBrokerEnabled = value;
  }
  public resetSecretBrokerEnabled() {
    this._secretBrokerEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerEnabledInput() {
    return this._secretBrokerEnabled;
  }

  // secret_broker_fail_on_missing_secret - computed: false, optional: true, required: false
  private _secretBrokerFailOnMissingSecret?: boolean | cdktn.IResolvable; 
  public get secretBrokerFailOnMissingSecret() {
    return this.getBooleanAttribute('secret_broker_fail_on_missing_secret');
  }
  public set secretBrokerFailOnMissingSecret(value: boolean | cdktn.IResolvable) {
    this._secretBrokerFailOnMissingSecret = value;
  }
  public resetSecretBrokerFailOnMissingSecret() {
    this._secretBrokerFailOnMissingSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerFailOnMissingSecretInput() {
    return this._secretBrokerFailOnMissingSecret;
  }

  // secret_broker_provider - computed: true, optional: true, required: false
  private _secretBrokerProvider?: string; 
  public get secretBrokerProvider() {
    return this.getStringAttribute('secret_broker_provider');
  }
  public set secretBrokerProvider(value: string) {
    this._secretBrokerProvider = value;
  }
  public resetSecretBrokerProvider() {
    this._secretBrokerProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerProviderInput() {
    return this._secretBrokerProvider;
  }

  // secret_broker_strict_endpoint_mode - computed: false, optional: true, required: false
  private _secretBrokerStrictEndpointMode?: boolean | cdktn.IResolvable; 
  public get secretBrokerStrictEndpointMode() {
    return this.getBooleanAttribute('secret_broker_strict_endpoint_mode');
  }
  public set secretBrokerStrictEndpointMode(value: boolean | cdktn.IResolvable) {
    this._secretBrokerStrictEndpointMode = value;
  }
  public resetSecretBrokerStrictEndpointMode() {
    this._secretBrokerStrictEndpointMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretBrokerStrictEndpointModeInput() {
    return this._secretBrokerStrictEndpointMode;
  }

  // shadow_critical - computed: false, optional: true, required: false
  private _shadowCritical?: string; 
  public get shadowCritical() {
    return this.getStringAttribute('shadow_critical');
  }
  public set shadowCritical(value: string) {
    this._shadowCritical = value;
  }
  public resetShadowCritical() {
    this._shadowCritical = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get shadowCriticalInput() {
    return this._shadowCritical;
  }

  // shadow_high - computed: false, optional: true, required: false
  private _shadowHigh?: string; 
  public get shadowHigh() {
    return this.getStringAttribute('shadow_high');
  }
  public set shadowHigh(value: string) {
    this._shadowHigh = value;
  }
  public resetShadowHigh() {
    this._shadowHigh = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get shadowHighInput() {
    return this._shadowHigh;
  }

  // shadow_low - computed: false, optional: true, required: false
  private _shadowLow?: string; 
  public get shadowLow() {
    return this.getStringAttribute('shadow_low');
  }
  public set shadowLow(value: string) {
    this._shadowLow = value;
  }
  public resetShadowLow() {
    this._shadowLow = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get shadowLowInput() {
    return this._shadowLow;
  }

  // shadow_medium - computed: false, optional: true, required: false
  private _shadowMedium?: string; 
  public get shadowMedium() {
    return this.getStringAttribute('shadow_medium');
  }
  public set shadowMedium(value: string) {
    this._shadowMedium = value;
  }
  public resetShadowMedium() {
    this._shadowMedium = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get shadowMediumInput() {
    return this._shadowMedium;
  }

  // siem_provider - computed: false, optional: true, required: false
  private _siemProvider?: string; 
  public get siemProvider() {
    return this.getStringAttribute('siem_provider');
  }
  public set siemProvider(value: string) {
    this._siemProvider = value;
  }
  public resetSiemProvider() {
    this._siemProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemProviderInput() {
    return this._siemProvider;
  }

  // siem_webhook_enabled - computed: false, optional: true, required: false
  private _siemWebhookEnabled?: boolean | cdktn.IResolvable; 
  public get siemWebhookEnabled() {
    return this.getBooleanAttribute('siem_webhook_enabled');
  }
  public set siemWebhookEnabled(value: boolean | cdktn.IResolvable) {
    this._siemWebhookEnabled = value;
  }
  public resetSiemWebhookEnabled() {
    this._siemWebhookEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookEnabledInput() {
    return this._siemWebhookEnabled;
  }

  // siem_webhook_provider - computed: false, optional: true, required: false
  private _siemWebhookProvider?: string; 
  public get siemWebhookProvider() {
    return this.getStringAttribute('siem_webhook_provider');
  }
  public set siemWebhookProvider(value: string) {
    this._siemWebhookProvider = value;
  }
  public resetSiemWebhookProvider() {
    this._siemWebhookProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookProviderInput() {
    return this._siemWebhookProvider;
  }

  // siem_webhook_secret - computed: false, optional: true, required: false
  private _siemWebhookSecret?: string; 
  public get siemWebhookSecret() {
    return this.getStringAttribute('siem_webhook_secret');
  }
  public set siemWebhookSecret(value: string) {
    this._siemWebhookSecret = value;
  }
  public resetSiemWebhookSecret() {
    this._siemWebhookSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretInput() {
    return this._siemWebhookSecret;
  }

  // siem_webhook_secret_wo - computed: false, optional: true, required: false
  private _siemWebhookSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get siemWebhookSecretWo() {
    return this.getStringAttribute('siem_webhook_secret_wo');
  }
  public set siemWebhookSecretWo(value: string) {
    this._siemWebhookSecretWo = value;
  }
  public resetSiemWebhookSecretWo() {
    this._siemWebhookSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretWoInput() {
    return this._siemWebhookSecretWo;
  }

  // siem_webhook_secret_wo_version - computed: false, optional: true, required: false
  private _siemWebhookSecretWoVersion?: number; 
  public get siemWebhookSecretWoVersion() {
    return this.getNumberAttribute('siem_webhook_secret_wo_version');
  }
  public set siemWebhookSecretWoVersion(value: number) {
    this._siemWebhookSecretWoVersion = value;
  }
  public resetSiemWebhookSecretWoVersion() {
    this._siemWebhookSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookSecretWoVersionInput() {
    return this._siemWebhookSecretWoVersion;
  }

  // siem_webhook_url - computed: false, optional: true, required: false
  private _siemWebhookUrl?: string; 
  public get siemWebhookUrl() {
    return this.getStringAttribute('siem_webhook_url');
  }
  public set siemWebhookUrl(value: string) {
    this._siemWebhookUrl = value;
  }
  public resetSiemWebhookUrl() {
    this._siemWebhookUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get siemWebhookUrlInput() {
    return this._siemWebhookUrl;
  }

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
  }

  // test_webhook_on_apply - computed: false, optional: true, required: false
  private _testWebhookOnApply?: boolean | cdktn.IResolvable; 
  public get testWebhookOnApply() {
    return this.getBooleanAttribute('test_webhook_on_apply');
  }
  public set testWebhookOnApply(value: boolean | cdktn.IResolvable) {
    this._testWebhookOnApply = value;
  }
  public resetTestWebhookOnApply() {
    this._testWebhookOnApply = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get testWebhookOnApplyInput() {
    return this._testWebhookOnApply;
  }

  // tool_risk_overrides - computed: false, optional: true, required: false
  private _toolRiskOverrides?: { [key: string]: string }; 
  public get toolRiskOverrides() {
    return this.getStringMapAttribute('tool_risk_overrides');
  }
  public set toolRiskOverrides(value: { [key: string]: string }) {
    this._toolRiskOverrides = value;
  }
  public resetToolRiskOverrides() {
    this._toolRiskOverrides = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get toolRiskOverridesInput() {
    return this._toolRiskOverrides;
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // webhook_enabled - computed: false, optional: true, required: false
  private _webhookEnabled?: boolean | cdktn.IResolvable; 
  public get webhookEnabled() {
    return this.getBooleanAttribute('webhook_enabled');
  }
  public set webhookEnabled(value: boolean | cdktn.IResolvable) {
    this._webhookEnabled = value;
  }
  public resetWebhookEnabled() {
    this._webhookEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookEnabledInput() {
    return this._webhookEnabled;
  }

  // webhook_secret - computed: false, optional: true, required: false
  private _webhookSecret?: string; 
  public get webhookSecret() {
    return this.getStringAttribute('webhook_secret');
  }
  public set webhookSecret(value: string) {
    this._webhookSecret = value;
  }
  public resetWebhookSecret() {
    this._webhookSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretInput() {
    return this._webhookSecret;
  }

  // webhook_secret_wo - computed: false, optional: true, required: false
  private _webhookSecretWo?: string; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get webhookSecretWo() {
    return this.getStringAttribute('webhook_secret_wo');
  }
  public set webhookSecretWo(value: string) {
    this._webhookSecretWo = value;
  }
  public resetWebhookSecretWo() {
    this._webhookSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretWoInput() {
    return this._webhookSecretWo;
  }

  // webhook_secret_wo_version - computed: false, optional: true, required: false
  private _webhookSecretWoVersion?: number; 
  public get webhookSecretWoVersion() {
    return this.getNumberAttribute('webhook_secret_wo_version');
  }
  public set webhookSecretWoVersion(value: number) {
    this._webhookSecretWoVersion = value;
  }
  public resetWebhookSecretWoVersion() {
    this._webhookSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookSecretWoVersionInput() {
    return this._webhookSecretWoVersion;
  }

  // webhook_url - computed: false, optional: true, required: false
  private _webhookUrl?: string; 
  public get webhookUrl() {
    return this.getStringAttribute('webhook_url');
  }
  public set webhookUrl(value: string) {
    this._webhookUrl = value;
  }
  public resetWebhookUrl() {
    this._webhookUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get webhookUrlInput() {
    return this._webhookUrl;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      compliance_profile: cdktn.stringToTerraform(this._complianceProfile),
      extra_settings: cdktn.hashMapper(cdktn.anyToTerraform)(this._extraSettings),
      extra_settings_json: cdktn.stringToTerraform(this._extraSettingsJson),
      model_router_allowed_models: cdktn.listMapper(cdktn.stringToTerraform, false)(this._modelRouterAllowedModels),
      model_router_allowed_providers: cdktn.listMapper(cdktn.stringToTerraform, false)(this._modelRouterAllowedProviders),
      model_router_default_model: cdktn.stringToTerraform(this._modelRouterDefaultModel),
      model_router_default_provider: cdktn.stringToTerraform(this._modelRouterDefaultProvider),
      model_router_enabled: cdktn.booleanToTerraform(this._modelRouterEnabled),
      model_router_failover_providers: cdktn.listMapper(cdktn.stringToTerraform, false)(this._modelRouterFailoverProviders),
      pam_callback_secret: cdktn.stringToTerraform(this._pamCallbackSecret),
      pam_callback_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamCallbackSecretWo)),
      pam_callback_secret_wo_version: cdktn.numberToTerraform(this._pamCallbackSecretWoVersion),
      pam_enabled: cdktn.booleanToTerraform(this._pamEnabled),
      pam_provider: cdktn.stringToTerraform(this._pamProvider),
      pam_request_auth_token: cdktn.stringToTerraform(this._pamRequestAuthToken),
      pam_request_auth_token_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamRequestAuthTokenWo)),
      pam_request_auth_token_wo_version: cdktn.numberToTerraform(this._pamRequestAuthTokenWoVersion),
      pam_request_secret: cdktn.stringToTerraform(this._pamRequestSecret),
      pam_request_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._pamRequestSecretWo)),
      pam_request_secret_wo_version: cdktn.numberToTerraform(this._pamRequestSecretWoVersion),
      pam_request_timeout_seconds: cdktn.numberToTerraform(this._pamRequestTimeoutSeconds),
      pam_request_url: cdktn.stringToTerraform(this._pamRequestUrl),
      regulatory_regimes: cdktn.listMapper(cdktn.stringToTerraform, false)(this._regulatoryRegimes),
      secret_broker_allowed_hosts: cdktn.listMapper(cdktn.stringToTerraform, false)(this._secretBrokerAllowedHosts),
      secret_broker_auth_bindings: cdktn.listMapper(tenantSettingsSecretBrokerAuthBindingsToTerraform, false)(this._secretBrokerAuthBindings.internalValue),
      secret_broker_auth_bindings_json: cdktn.stringToTerraform(this._secretBrokerAuthBindingsJson),
      secret_broker_enabled: cdktn.booleanToTerraform(this._secretBrokerEnabled),
      secret_broker_fail_on_missing_secret: cdktn.booleanToTerraform(this._secretBrokerFailOnMissingSecret),
      secret_broker_provider: cdktn.stringToTerraform(this._secretBrokerProvider),
      secret_broker_strict_endpoint_mode: cdktn.booleanToTerraform(this._secretBrokerStrictEndpointMode),
      shadow_critical: cdktn.stringToTerraform(this._shadowCritical),
      shadow_high: cdktn.stringToTerraform(this._shadowHigh),
      shadow_low: cdktn.stringToTerraform(this._shadowLow),
      shadow_medium: cdktn.stringToTerraform(this._shadowMedium),
      siem_provider: cdktn.stringToTerraform(this._siemProvider),
      siem_webhook_enabled: cdktn.booleanToTerraform(this._siemWebhookEnabled),
      siem_webhook_provider: cdktn.stringToTerraform(this._siemWebhookProvider),
      siem_webhook_secret: cdktn.stringToTerraform(this._siemWebhookSecret),
      siem_webhook_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._siemWebhookSecretWo)),
      siem_webhook_secret_wo_version: cdktn.numberToTerraform(this._siemWebhookSecretWoVersion),
      siem_webhook_url: cdktn.stringToTerraform(this._siemWebhookUrl),
      test_webhook_on_apply: cdktn.booleanToTerraform(this._testWebhookOnApply),
      tool_risk_overrides: cdktn.hashMapper(cdktn.stringToTerraform)(this._toolRiskOverrides),
      webhook_enabled: cdktn.booleanToTerraform(this._webhookEnabled),
      webhook_secret: cdktn.stringToTerraform(this._webhookSecret),
      webhook_secret_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._webhookSecretWo)),
      webhook_secret_wo_version: cdktn.numberToTerraform(this._webhookSecretWoVersion),
      webhook_url: cdktn.stringToTerraform(this._webhookUrl),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      compliance_profile: {
        value: cdktn.stringToHclTerraform(this._complianceProfile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      extra_settings: {
        value: cdktn.hashMapperHcl(cdktn.anyToHclTerraform)(this._extraSettings),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      extra_settings_json: {
        value: cdktn.stringToHclTerraform(this._extraSettingsJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      model_router_allowed_models: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._modelRouterAllowedModels),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      model_router_allowed_providers: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._modelRouterAllowedProviders),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      model_router_default_model: {
        value: cdktn.stringToHclTerraform(this._modelRouterDefaultModel),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      model_router_default_provider: {
        value: cdktn.stringToHclTerraform(this._modelRouterDefaultProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      model_router_enabled: {
        value: cdktn.booleanToHclTerraform(this._modelRouterEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      model_router_failover_providers: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._modelRouterFailoverProviders),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      pam_callback_secret: {
        value: cdktn.stringToHclTerraform(this._pamCallbackSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_callback_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamCallbackSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_callback_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamCallbackSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_enabled: {
        value: cdktn.booleanToHclTerraform(this._pamEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      pam_provider: {
        value: cdktn.stringToHclTerraform(this._pamProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token: {
        value: cdktn.stringToHclTerraform(this._pamRequestAuthToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamRequestAuthTokenWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_auth_token_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamRequestAuthTokenWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_secret: {
        value: cdktn.stringToHclTerraform(this._pamRequestSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._pamRequestSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pam_request_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._pamRequestSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_timeout_seconds: {
        value: cdktn.numberToHclTerraform(this._pamRequestTimeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      pam_request_url: {
        value: cdktn.stringToHclTerraform(this._pamRequestUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      regulatory_regimes: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._regulatoryRegimes),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      secret_broker_allowed_hosts: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._secretBrokerAllowedHosts),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      secret_broker_auth_bindings: {
        value: cdktn.listMapperHcl(tenantSettingsSecretBrokerAuthBindingsToHclTerraform, false)(this._secretBrokerAuthBindings.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "TenantSettingsSecretBrokerAuthBindingsList",
      },
      secret_broker_auth_bindings_json: {
        value: cdktn.stringToHclTerraform(this._secretBrokerAuthBindingsJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_broker_enabled: {
        value: cdktn.booleanToHclTerraform(this._secretBrokerEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      secret_broker_fail_on_missing_secret: {
        value: cdktn.booleanToHclTerraform(this._secretBrokerFailOnMissingSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      secret_broker_provider: {
        value: cdktn.stringToHclTerraform(this._secretBrokerProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_broker_strict_endpoint_mode: {
        value: cdktn.booleanToHclTerraform(this._secretBrokerStrictEndpointMode),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      shadow_critical: {
        value: cdktn.stringToHclTerraform(this._shadowCritical),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      shadow_high: {
        value: cdktn.stringToHclTerraform(this._shadowHigh),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      shadow_low: {
        value: cdktn.stringToHclTerraform(this._shadowLow),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      shadow_medium: {
        value: cdktn.stringToHclTerraform(this._shadowMedium),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_provider: {
        value: cdktn.stringToHclTerraform(this._siemProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_enabled: {
        value: cdktn.booleanToHclTerraform(this._siemWebhookEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      siem_webhook_provider: {
        value: cdktn.stringToHclTerraform(this._siemWebhookProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret: {
        value: cdktn.stringToHclTerraform(this._siemWebhookSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._siemWebhookSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      siem_webhook_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._siemWebhookSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      siem_webhook_url: {
        value: cdktn.stringToHclTerraform(this._siemWebhookUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      test_webhook_on_apply: {
        value: cdktn.booleanToHclTerraform(this._testWebhookOnApply),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      tool_risk_overrides: {
        value: cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(this._toolRiskOverrides),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      webhook_enabled: {
        value: cdktn.booleanToHclTerraform(this._webhookEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      webhook_secret: {
        value: cdktn.stringToHclTerraform(this._webhookSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      webhook_secret_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._webhookSecretWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      webhook_secret_wo_version: {
        value: cdktn.numberToHclTerraform(this._webhookSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      webhook_url: {
        value: cdktn.stringToHclTerraform(this._webhookUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
