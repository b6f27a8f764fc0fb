// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
// https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface GovernanceSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * Profile from which baseline controls follow.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#compliance_profile GovernanceSettings#compliance_profile}
  */
  readonly complianceProfile?: string;
  /**
  * Further members of the settings document, merged deeply and last. They win over the attributes. As an object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#extra_settings GovernanceSettings#extra_settings}
  */
  readonly extraSettings?: { [key: string]: any };
  /**
  * Further members of the settings document, merged deeply and last. They win over the attributes. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#extra_settings_json GovernanceSettings#extra_settings_json}
  */
  readonly extraSettingsJson?: string;
  /**
  * Models that may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_allowed_models GovernanceSettings#model_router_allowed_models}
  */
  readonly modelRouterAllowedModels?: string[];
  /**
  * Model providers that may be used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_allowed_providers GovernanceSettings#model_router_allowed_providers}
  */
  readonly modelRouterAllowedProviders?: string[];
  /**
  * Model used unless a call names one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_default_model GovernanceSettings#model_router_default_model}
  */
  readonly modelRouterDefaultModel?: string;
  /**
  * Model provider used unless a call names one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_default_provider GovernanceSettings#model_router_default_provider}
  */
  readonly modelRouterDefaultProvider?: string;
  /**
  * Route model calls through the tenant's router.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_enabled GovernanceSettings#model_router_enabled}
  */
  readonly modelRouterEnabled?: boolean | cdktn.IResolvable;
  /**
  * Model providers tried in this order when the default fails.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#model_router_failover_providers GovernanceSettings#model_router_failover_providers}
  */
  readonly modelRouterFailoverProviders?: string[];
  /**
  * Regimes whose baseline packs are loaded, such as `soc2`, `hipaa`, `gdpr`, `fedramp`, `sec_cftc`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#regulatory_regimes GovernanceSettings#regulatory_regimes}
  */
  readonly regulatoryRegimes?: string[];
  /**
  * Host patterns outside which nothing is injected.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_allowed_hosts GovernanceSettings#secret_broker_allowed_hosts}
  */
  readonly secretBrokerAllowedHosts?: string[];
  /**
  * Rules of the secret broker.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_auth_bindings GovernanceSettings#secret_broker_auth_bindings}
  */
  readonly secretBrokerAuthBindings?: GovernanceSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable;
  /**
  * Rules of the secret broker. As JSON text.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_auth_bindings_json GovernanceSettings#secret_broker_auth_bindings_json}
  */
  readonly secretBrokerAuthBindingsJson?: string;
  /**
  * Fetch credentials for tools at request time.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_enabled GovernanceSettings#secret_broker_enabled}
  */
  readonly secretBrokerEnabled?: boolean | cdktn.IResolvable;
  /**
  * Fail the tool call when a secret cannot be resolved.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_fail_on_missing_secret GovernanceSettings#secret_broker_fail_on_missing_secret}
  */
  readonly secretBrokerFailOnMissingSecret?: boolean | cdktn.IResolvable;
  /**
  * Secret store, such as `aws_secrets_manager` or `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_provider GovernanceSettings#secret_broker_provider}
  */
  readonly secretBrokerProvider?: string;
  /**
  * Resolve secrets only for registered endpoints.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_broker_strict_endpoint_mode GovernanceSettings#secret_broker_strict_endpoint_mode}
  */
  readonly secretBrokerStrictEndpointMode?: boolean | cdktn.IResolvable;
  /**
  * What happens to ungoverned tool calls of critical risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#shadow_critical GovernanceSettings#shadow_critical}
  */
  readonly shadowCritical?: string;
  /**
  * What happens to ungoverned tool calls of high risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#shadow_high GovernanceSettings#shadow_high}
  */
  readonly shadowHigh?: string;
  /**
  * What happens to ungoverned tool calls of low risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#shadow_low GovernanceSettings#shadow_low}
  */
  readonly shadowLow?: string;
  /**
  * What happens to ungoverned tool calls of medium risk.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#shadow_medium GovernanceSettings#shadow_medium}
  */
  readonly shadowMedium?: string;
  /**
  * Risk tier by tool name, in place of the one that is computed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#tool_risk_overrides GovernanceSettings#tool_risk_overrides}
  */
  readonly toolRiskOverrides?: { [key: string]: string };
}
export interface GovernanceSettingsSecretBrokerAuthBindings {
  /**
  * Header that receives the secret.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#header GovernanceSettings#header}
  */
  readonly header: string;
  /**
  * Host that the rule is for, such as `api.figma.com`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#host_pattern GovernanceSettings#host_pattern}
  */
  readonly hostPattern: string;
  /**
  * Text put before the secret, such as `Bearer `.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#prefix GovernanceSettings#prefix}
  */
  readonly prefix?: string;
  /**
  * Where the secret is kept, such as `op://vault/item/field`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#secret_ref GovernanceSettings#secret_ref}
  */
  readonly secretRef: string;
}

export function governanceSettingsSecretBrokerAuthBindingsToTerraform(struct?: GovernanceSettingsSecretBrokerAuthBindings | cdktn.IResolvable): any {
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


export function governanceSettingsSecretBrokerAuthBindingsToHclTerraform(struct?: GovernanceSettingsSecretBrokerAuthBindings | cdktn.IResolvable): any {
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

export class GovernanceSettingsSecretBrokerAuthBindingsOutputReference extends cdktn.ComplexObject {
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

  public get internalValue(): GovernanceSettingsSecretBrokerAuthBindings | cdktn.IResolvable | undefined {
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

  public set internalValue(value: GovernanceSettingsSecretBrokerAuthBindings | cdktn.IResolvable | undefined) {
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

export class GovernanceSettingsSecretBrokerAuthBindingsList extends cdktn.ComplexList {
  public internalValue? : GovernanceSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable

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
  public get(index: number): GovernanceSettingsSecretBrokerAuthBindingsOutputReference {
    return new GovernanceSettingsSecretBrokerAuthBindingsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings thoth_governance_settings}
*/
export class GovernanceSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "thoth_governance_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a GovernanceSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the GovernanceSettings to import
  * @param importFromId The id of the existing GovernanceSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the GovernanceSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "thoth_governance_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/atensecurity/thoth/latest/docs/resources/governance_settings thoth_governance_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options GovernanceSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: GovernanceSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'thoth_governance_settings',
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
    this._toolRiskOverrides = config.toolRiskOverrides;
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
  private _secretBrokerAuthBindings = new GovernanceSettingsSecretBrokerAuthBindingsList(this, "secret_broker_auth_bindings", false);
  public get secretBrokerAuthBindings() {
    return this._secretBrokerAuthBindings;
  }
  public putSecretBrokerAuthBindings(value: GovernanceSettingsSecretBrokerAuthBindings[] | cdktn.IResolvable) {
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

  // tenant_id - computed: true, optional: false, required: false
  public get tenantId() {
    return this.getStringAttribute('tenant_id');
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
      regulatory_regimes: cdktn.listMapper(cdktn.stringToTerraform, false)(this._regulatoryRegimes),
      secret_broker_allowed_hosts: cdktn.listMapper(cdktn.stringToTerraform, false)(this._secretBrokerAllowedHosts),
      secret_broker_auth_bindings: cdktn.listMapper(governanceSettingsSecretBrokerAuthBindingsToTerraform, false)(this._secretBrokerAuthBindings.internalValue),
      secret_broker_auth_bindings_json: cdktn.stringToTerraform(this._secretBrokerAuthBindingsJson),
      secret_broker_enabled: cdktn.booleanToTerraform(this._secretBrokerEnabled),
      secret_broker_fail_on_missing_secret: cdktn.booleanToTerraform(this._secretBrokerFailOnMissingSecret),
      secret_broker_provider: cdktn.stringToTerraform(this._secretBrokerProvider),
      secret_broker_strict_endpoint_mode: cdktn.booleanToTerraform(this._secretBrokerStrictEndpointMode),
      shadow_critical: cdktn.stringToTerraform(this._shadowCritical),
      shadow_high: cdktn.stringToTerraform(this._shadowHigh),
      shadow_low: cdktn.stringToTerraform(this._shadowLow),
      shadow_medium: cdktn.stringToTerraform(this._shadowMedium),
      tool_risk_overrides: cdktn.hashMapper(cdktn.stringToTerraform)(this._toolRiskOverrides),
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
        value: cdktn.listMapperHcl(governanceSettingsSecretBrokerAuthBindingsToHclTerraform, false)(this._secretBrokerAuthBindings.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "GovernanceSettingsSecretBrokerAuthBindingsList",
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
      tool_risk_overrides: {
        value: cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(this._toolRiskOverrides),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
