{{- define "thoth.labels" -}}
app.kubernetes.io/name: thothctl
app.kubernetes.io/part-of: thoth
{{- end }}

{{- /* When it runs: a hook of Argo CD's, or the nearest one of Helm's. Takes root, argocd and wave, helm and weight. */}}
{{- define "thoth.hook" -}}
{{- if eq .root.Values.hooks "helm" -}}
helm.sh/hook: {{ .helm }}
helm.sh/hook-delete-policy: before-hook-creation
helm.sh/hook-weight: {{ .weight | quote }}
{{- else -}}
argocd.argoproj.io/hook: {{ .argocd }}
argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
{{- if .wave }}
argocd.argoproj.io/sync-wave: {{ .wave | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- /* What a Job does. Takes root, args, manifests (the name of the ConfigMap), backoffLimit, deadline. */}}
{{- define "thoth.jobSpec" -}}
{{- $values := .root.Values -}}
{{- if eq $values.credentials.existingSecret $values.manifestSecrets }}
{{- fail (printf "credentials.existingSecret and manifestSecrets are both %s, which would be mounted twice: keep the key and the secrets of manifests apart." $values.manifestSecrets) }}
{{- end -}}
backoffLimit: {{ .backoffLimit }}
activeDeadlineSeconds: {{ .deadline }}
podFailurePolicy:
  rules:
    # Another try would end the same: called wrongly, or differences found (2); the key is not accepted (4).
    - action: FailJob
      onExitCodes: { containerName: thothctl, operator: In, values: [2, 4] }
    # A node that is drained is no failure: every command may run again.
    - action: Ignore
      onPodConditions:
        - { type: DisruptionTarget, status: "True" }
template:
  metadata:
    labels:
      {{- include "thoth.labels" . | nindent 6 }}
  spec:
    restartPolicy: Never
    # An apply that is stopped finishes the writes that are under way.
    terminationGracePeriodSeconds: 60
    automountServiceAccountToken: false
    enableServiceLinks: false
    {{- with $values.imagePullSecrets }}
    imagePullSecrets:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    securityContext:
      runAsNonRoot: true
      runAsUser: 65532
      runAsGroup: 65532
      fsGroup: 65532
      seccompProfile: { type: RuntimeDefault }
    containers:
      - name: thothctl
        {{- with $values.image }}
        image: {{ .repository }}:{{ .tag | default $.root.Chart.AppVersion }}{{ with .digest }}@{{ . }}{{ end }}
        {{- end }}
        args:
          {{- toYaml .args | nindent 10 }}
        env:
          - name: THOTH_GOVAPI_URL
            value: {{ $values.govapiUrl | default (printf "https://grid.%s.atensecurity.com" $values.tenant) }}
          - name: THOTH_TENANT_ID
            value: {{ $values.tenant | quote }}
          - name: THOTH_OWNER
            value: {{ $values.owner | quote }}
          - name: THOTH_ORG_API_KEY_FILE
            value: /var/run/secrets/thoth/{{ $values.credentials.existingSecret }}/{{ $values.credentials.key }}
          - name: THOTH_SECRETS_DIR
            value: /var/run/secrets/thoth
          - name: MAX_DELETIONS
            value: {{ int $values.maxDeletions | quote }}
        # For {fromEnv: NAME} in manifests. The same Secret is mounted, for {fromFile: path} and ThothTenant.
        envFrom:
          - secretRef: { name: {{ $values.manifestSecrets }}, optional: true }
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities: { drop: [ALL] }
        {{- with $values.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        volumeMounts:
          - { name: manifests, mountPath: /manifests, readOnly: true }
          - name: credentials
            mountPath: /var/run/secrets/thoth/{{ $values.credentials.existingSecret }}
            readOnly: true
          - name: secrets
            mountPath: /var/run/secrets/thoth/{{ $values.manifestSecrets }}
            readOnly: true
    volumes:
      - name: manifests
        configMap: { name: {{ .manifests }} }
      # 288 is 0440, which some readers of YAML take for four hundred and forty.
      - name: credentials
        secret: { secretName: {{ $values.credentials.existingSecret }}, defaultMode: 288 }
      - name: secrets
        secret: { secretName: {{ $values.manifestSecrets }}, defaultMode: 288, optional: true }
    {{- with $values.nodeSelector }}
    nodeSelector:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with $values.tolerations }}
    tolerations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end }}

{{- /* A plan: with --detailed-exitcode, differences are a failure. Takes root. */}}
{{- define "thoth.planArgs" -}}
- plan
- --filename=/manifests
- --prune
- --max-deletions=$(MAX_DELETIONS)
{{- end }}

{{- /* What verifies after a sync, and looks for drift at other times. Takes root. */}}
{{- define "thoth.verifySpec" -}}
{{- $args := append (include "thoth.planArgs" . | fromYamlArray) "--detailed-exitcode" -}}
{{- include "thoth.jobSpec" (dict "root" . "args" $args "manifests" (printf "%s-manifests" .Release.Name) "backoffLimit" 2 "deadline" 300) }}
{{- end }}
