{{/* What a service is told, by its environment: nothing secret. The names are those of docs/configuration.md. */}}
{{- define "jejak.configuration" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $values := $root.Values -}}
{{- $service := get $values.services $name -}}
{{- $files := "/run/secrets/jejak" -}}
{{- $options := list (printf "--max-old-space-size=%d" (div (mul (include "jejak.mebibytes" $service.resources.memory | int) 3) 4)) -}}
{{- $all := dict
  "NODE_ENV" (ternary "development" "production" (eq $values.profile "dev"))
  "PORT" "3000"
  "JEJAK_HOST" "0.0.0.0"
  "JEJAK_MANAGEMENT_PORT" "9464"
  "JEJAK_OIDC_ISSUER" (include "jejak.issuer" $root)
-}}
{{- with $values.otlpEndpoint -}}{{- $_ := set $all "OTEL_EXPORTER_OTLP_ENDPOINT" . -}}{{- end -}}
{{- if $values.secrets.trust -}}{{- $_ := set $all "NODE_EXTRA_CA_CERTS" (printf "%s/trust.crt" $files) -}}{{- end -}}
{{- if include "jejak.hasDatabase" . -}}{{- $_ := set $all "JEJAK_DATABASE_URL_FILE" (printf "%s/database-url" $files) -}}{{- end -}}
{{- if and $values.publicUrl (has $name (list "gateway" "notification" "audit")) -}}{{- $_ := set $all "JEJAK_PUBLIC_URL" $values.publicUrl -}}{{- end -}}
{{- if eq $name "gateway" -}}
{{- $_ := set $all "JEJAK_UPSTREAMS" (include "jejak.addresses" (list $root 3000)) -}}
{{- $_ := set $all "JEJAK_UPSTREAM_MANAGEMENT" (include "jejak.addresses" (list $root 9464)) -}}
{{- $_ := set $all "JEJAK_CONSOLE_CLIENT_ID" $values.oidc.consoleClientId -}}
{{- if not $values.oidc.embedded -}}{{- $_ := set $all "JEJAK_CONSOLE_CLIENT_SECRET_FILE" (printf "%s/oidc-client" $files) -}}{{- end -}}
{{- else -}}
{{- $_ := set $all "JEJAK_DATABASE_POOL" ($service.pool | toString) -}}
{{- $_ := set $all "JEJAK_FEED_PORT" "3001" -}}
{{- $_ := set $all "JEJAK_FEEDS" (include "jejak.addresses" (list $root 3001)) -}}
{{- $_ := set $all "JEJAK_CLIENT_SECRET_FILE" (printf "%s/oidc-client" $files) -}}
{{- $_ := set $all "JEJAK_KEY_STORE" "/var/lib/jejak/keys" -}}
{{- $_ := set $all "JEJAK_KEK_FILE" (printf "%s/kek" $files) -}}
{{- $_ := set $all "JEJAK_HEARTBEAT_SEED_FILE" (printf "%s/heartbeat-seed" $files) -}}
{{- if ne $values.kafka.mode "none" -}}
{{- $_ := set $all "JEJAK_KAFKA_BROKERS" (include "jejak.brokers" $root) -}}
{{- $_ := set $all "JEJAK_KAFKA_PARTITIONS" (include "jejak.partitions" $root) -}}
{{- if include "jejak.kafkaTls" $root -}}
{{- $_ := set $all "JEJAK_KAFKA_CA_FILE" (printf "%s/kafka-ca.crt" $files) -}}
{{- $_ := set $all "JEJAK_KAFKA_CERTIFICATE_FILE" (printf "%s/kafka.crt" $files) -}}
{{- $_ := set $all "JEJAK_KAFKA_KEY_FILE" (printf "%s/kafka.key" $files) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq $name "audit" -}}
{{- $_ := set $all "JEJAK_LEDGER_ORIGIN" $values.ledger.origin -}}
{{- $_ := set $all "JEJAK_LEDGER_FOLDER" "/var/lib/jejak/log" -}}
{{- $_ := set $all "JEJAK_LEDGER_SEED_FILE" (printf "%s/log-seed" $files) -}}
{{- if $values.ledger.witnesses -}}{{- $_ := set $all "JEJAK_LEDGER_WITNESS_POLICY_FILE" "/etc/jejak/tlog-policy.txt" -}}{{- end -}}
{{- if $values.ledger.sourceKeys -}}{{- $_ := set $all "JEJAK_LEDGER_SOURCE_KEYS_FILE" "/etc/jejak/source-keys.txt" -}}{{- end -}}
{{- end -}}
{{- range $key, $value := merge (dict) ($service.env | default dict) $values.env -}}{{- $_ := set $all $key ($value | toString) -}}{{- end -}}
{{- $_ := set $all "NODE_OPTIONS" (join " " $options) -}}
{{ $all | toYaml }}
{{- end -}}

{{/* A C2SP tlog-policy: every witness, and how many of them make a quorum. */}}
{{- define "jejak.witnessPolicy" -}}
{{- range .Values.ledger.witnesses }}
witness {{ .name }} {{ .vkey }} {{ .url }}
{{- end }}
group all-witnesses {{ .Values.ledger.quorum | default (max 1 (sub (len .Values.ledger.witnesses) 1)) }}{{ range .Values.ledger.witnesses }} {{ .name }}{{ end }}
quorum all-witnesses
{{- end -}}

{{/* The files that the writer of the log reads: (list $ name annotations). */}}
{{- define "jejak.ledgerFiles" }}
{{- $values := (index . 0).Values }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ index . 1 }}
  labels:
    {{- include "jejak.labels" (list (index . 0) "audit") | nindent 4 }}
  {{- with index . 2 }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
data:
  {{- if $values.ledger.witnesses }}
  tlog-policy.txt: |
    {{- include "jejak.witnessPolicy" (index . 0) | nindent 4 }}
  {{- end }}
  {{- with $values.ledger.sourceKeys }}
  source-keys.txt: |
    {{- . | nindent 4 }}
  {{- end }}
  origin.txt: {{ $values.ledger.origin | quote }}
{{- end }}
