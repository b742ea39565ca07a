{{/*
The one pod template. Restricted (Pod Security Standards), nothing but /tmp and its volumes can be written, secrets are files.
*/}}
{{- define "jejak.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "jejak.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
capabilities: { drop: [ALL] }
{{- end -}}

{{/* No limit of processors: a pod that is throttled is late for its own heartbeats. */}}
{{- define "jejak.resources" -}}
requests: { cpu: {{ .cpu | quote }}, memory: {{ .memory }}, ephemeral-storage: 64Mi }
limits: { memory: {{ .memory }}, ephemeral-storage: 1Gi }
{{- end -}}

{{/* The files of one service, 0440: each container sees its own only. */}}
{{- define "jejak.secretVolume" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $values := $root.Values -}}
{{- $prefix := $values.secrets.prefix -}}
{{- $store := ne $name "gateway" -}}
projected:
  defaultMode: 288 # 0440
  sources:
    {{- if include "jejak.hasDatabase" . }}
    - secret:
        name: {{ $prefix }}-{{ $name }}-database
        items: [{ key: database-url, path: database-url }]
    {{- if eq $values.postgres.mode "cnpg" }}
    - secret:
        name: {{ include "jejak.database" (list $root (include "jejak.clusterOf" .)) }}-ca
        items: [{ key: ca.crt, path: database-ca.crt }]
    {{- else if $values.postgres.caSecret }}
    - secret:
        name: {{ $values.postgres.caSecret }}
        items: [{ key: ca.crt, path: database-ca.crt }]
    {{- end }}
    {{- end }}
    - secret:
        name: {{ $prefix }}-{{ $name }}
        items:
          - { key: oidc-client, path: oidc-client }
          {{- if $store }}
          - { key: heartbeat-seed, path: heartbeat-seed }
          {{- end }}
          {{- if eq $name "audit" }}
          - { key: log-seed, path: log-seed }
          {{- end }}
    {{- if $store }}
    - secret:
        name: {{ $prefix }}-kek
        items: [{ key: kek, path: kek }]
    {{- if include "jejak.kafkaTls" $root }}
    - secret:
        name: {{ include "jejak.kafkaUser" . }}
        items: [{ key: user.crt, path: kafka.crt }, { key: user.key, path: kafka.key }]
    - secret:
        name: {{ include "jejak.kafkaAuthority" $root }}
        items: [{ key: ca.crt, path: kafka-ca.crt }]
    {{- end }}
    {{- end }}
    {{- with $values.secrets.trust }}
    - secret:
        name: {{ . }}
        items: [{ key: ca.crt, path: trust.crt }]
    {{- end }}
{{- end -}}

{{- define "jejak.podTemplate" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $values := $root.Values -}}
{{- $service := get $values.services $name -}}
{{- $store := ne $name "gateway" -}}
metadata:
  labels:
    {{- include "jejak.labels" . | nindent 4 }}
  annotations:
    # Another configuration, other pods.
    jejak/configuration: {{ printf "%s%s" (include "jejak.configuration" .) (ternary ($values.ledger | toJson) "" (eq $name "audit")) | sha256sum }}
    kubectl.kubernetes.io/default-container: {{ $name }}
spec:
  serviceAccountName: {{ include "jejak.fullname" . }}
  {{- include "jejak.podSecurity" $root | nindent 2 }}
  # Longer than the 50 s that a service gives itself, and the pause before.
  terminationGracePeriodSeconds: {{ ternary 90 60 (eq $name "audit") }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: { matchLabels: {{ include "jejak.selector" . | fromYaml | toJson }} }
    {{- if ge (int $service.replicas) 2 }}
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: DoNotSchedule
      labelSelector: { matchLabels: {{ include "jejak.selector" . | fromYaml | toJson }} }
      # The pods of a release count by themselves, or the last of the old ones would hold the first of the new.
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  containers:
    - name: {{ $name }}
      image: {{ include "jejak.image" $root }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [services/{{ $name }}/dist/main.js]
      envFrom:
        - configMapRef: { name: {{ include "jejak.fullname" . }} }
      ports:
        - { name: http, containerPort: 3000 }
        {{- if $store }}
        - { name: feed, containerPort: 3001 }
        {{- end }}
        - { name: management, containerPort: 9464 }
      startupProbe:
        httpGet: { path: /startup, port: management }
        periodSeconds: 2
        failureThreshold: 60
        timeoutSeconds: 2
      readinessProbe:
        httpGet: { path: /ready, port: management }
        periodSeconds: 5
        failureThreshold: 2
        timeoutSeconds: 2
      # Looks at nothing outside the process: a database that is away is no reason to be restarted.
      livenessProbe:
        httpGet: { path: /live, port: management }
        periodSeconds: 10
        failureThreshold: 6
        timeoutSeconds: 5
      lifecycle:
        # The image has no shell. Requests come for a moment longer, until the endpoint is gone everywhere.
        preStop: { sleep: { seconds: 5 } }
      resources:
        {{- include "jejak.resources" $service.resources | nindent 8 }}
      securityContext:
        {{- include "jejak.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        - { name: secrets, mountPath: /run/secrets/jejak, readOnly: true }
        {{- if $store }}
        - { name: keys, mountPath: /var/lib/jejak/keys }
        {{- end }}
        {{- if eq $name "audit" }}
        - { name: log, mountPath: /var/lib/jejak/log }
        - { name: ledger, mountPath: /etc/jejak, readOnly: true }
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: { sizeLimit: 768Mi }
    - name: secrets
      {{- include "jejak.secretVolume" . | nindent 6 }}
    {{- if $store }}
    - name: keys
      persistentVolumeClaim:
        claimName: {{ $values.keys.existingClaim | default (include "jejak.fullname" (list $root "keys")) }}
    {{- end }}
    {{- if eq $name "audit" }}
    - name: log
      persistentVolumeClaim: { claimName: {{ include "jejak.fullname" (list $root "log") }} }
    - name: ledger
      configMap: { name: {{ include "jejak.fullname" (list $root "ledger") }} }
    {{- end }}
{{- end -}}
