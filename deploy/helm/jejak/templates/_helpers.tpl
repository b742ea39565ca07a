{{/* Everything that is named here is given (list $ name) where it is about one service. */}}
{{- define "jejak.fullname" -}}
{{- printf "%s-%s" (index . 0).Release.Name (index . 1) | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "jejak.selector" -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end -}}

{{- define "jejak.labels" -}}
{{ include "jejak.selector" . }}
app.kubernetes.io/part-of: jejak
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end -}}

{{- define "jejak.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The services with a store whose events the others read: all but the gateway. */}}
{{- define "jejak.stores" -}}
{{ without (keys .Values.services | sortAlpha) "gateway" | toJson }}
{{- end -}}

{{/* {"career":"http://…:3000"} of the services with a store. */}}
{{- define "jejak.addresses" -}}
{{- $root := index . 0 -}}
{{- $port := index . 1 -}}
{{- $all := dict -}}
{{- range include "jejak.stores" $root | fromJsonArray -}}
{{- $_ := set $all . (printf "http://%s:%v" (include "jejak.fullname" (list $root .)) $port) -}}
{{- end -}}
{{ toJson $all }}
{{- end -}}

{{- define "jejak.issuer" -}}
{{- if .Values.oidc.embedded -}}
http://{{ include "jejak.fullname" (list . "issuer") }}:4000
{{- else -}}
{{ .Values.oidc.issuer }}
{{- end -}}
{{- end -}}

{{/* Has a database: the gateway keeps the console's sessions there, and there is no console without an address. */}}
{{- define "jejak.hasDatabase" -}}
{{- if or (ne (index . 1) "gateway") (index . 0).Values.publicUrl -}}true{{- end -}}
{{- end -}}

{{/* Name of the cluster of postgres.clusters that has the database of a service. */}}
{{- define "jejak.clusterOf" -}}
{{- $service := index . 1 -}}
{{- range $name, $cluster := (index . 0).Values.postgres.clusters -}}
{{- if has $service $cluster.services }}{{ $name }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "jejak.database" -}}
{{ include "jejak.fullname" (list (index . 0) (printf "postgres-%s" (index . 1))) }}
{{- end -}}

{{- define "jejak.kafka" -}}
{{ include "jejak.fullname" (list . "kafka") }}
{{- end -}}

{{/* The Secret with the certificate of a service for the brokers; with Strimzi its KafkaUser has the same name. */}}
{{- define "jejak.kafkaUser" -}}
{{- $root := index . 0 -}}
{{- if eq $root.Values.kafka.mode "strimzi" -}}
{{ include "jejak.fullname" (list $root (printf "%s-kafka" (index . 1))) }}
{{- else -}}
{{ printf "%s-%s-kafka" $root.Values.secrets.prefix (index . 1) }}
{{- end -}}
{{- end -}}

{{/* The Secret that says who vouches for the brokers. */}}
{{- define "jejak.kafkaAuthority" -}}
{{- if eq .Values.kafka.mode "strimzi" -}}
{{ include "jejak.kafka" . }}-cluster-ca-cert
{{- else -}}
{{ .Values.secrets.prefix }}-kafka-ca
{{- end -}}
{{- end -}}

{{- define "jejak.partitions" -}}
{{- .Values.kafka.partitions | default (get (dict "city" 12 "ministry" 48 "dev" 3) .Values.profile) -}}
{{- end -}}

{{- define "jejak.brokers" -}}
{{- if eq .Values.kafka.mode "strimzi" -}}
{{ include "jejak.kafka" . }}-kafka-bootstrap:9093
{{- else -}}
{{ join "," .Values.kafka.brokers }}
{{- end -}}
{{- end -}}

{{/* The brokers are spoken to by TLS, each side showing a certificate. */}}
{{- define "jejak.kafkaTls" -}}
{{- if or (eq .Values.kafka.mode "strimzi") (and (eq .Values.kafka.mode "external") .Values.kafka.tls) -}}true{{- end -}}
{{- end -}}

{{/* Megabytes of a quantity like 384Mi or 2Gi. */}}
{{- define "jejak.mebibytes" -}}
{{- if hasSuffix "Gi" . -}}
{{ mul (trimSuffix "Gi" . | int) 1024 }}
{{- else -}}
{{ trimSuffix "Mi" . | int }}
{{- end -}}
{{- end -}}

{{- define "jejak.hasKeda" -}}
{{- range .Values.services }}{{ if and .keda .keda.enabled }}true{{ end }}{{ end -}}
{{- end -}}

{{/* Pods of a service at most, scaled by whatever is enabled. */}}
{{- define "jejak.mostPods" -}}
{{- if and .hpa .hpa.enabled -}}{{ .hpa.max }}
{{- else if and .keda .keda.enabled -}}{{ .keda.max }}
{{- else -}}{{ .replicas }}
{{- end -}}
{{- end -}}

{{/*
Connections of one pod at most: commands and queries, four of read models, and three sessions: relay, a rebuild, and the writer of the log or
the feeds' locks. Of the gateway: its five for sessions.
*/}}
{{- define "jejak.connectionsOfPod" -}}
{{- if eq (index . 1) "gateway" -}}5
{{- else -}}{{ add (mul 2 (get (index . 0).Values.services (index . 1)).pool) 7 }}
{{- end -}}
{{- end -}}

{{/* Connections of all services of a cluster at most, while one pod of each is being replaced. */}}
{{- define "jejak.connections" -}}
{{- $root := index . 0 -}}
{{- $sum := 0 -}}
{{- range (index . 1).services -}}
{{- $service := get $root.Values.services . -}}
{{- if and $service (include "jejak.hasDatabase" (list $root .)) -}}
{{- $pods := add (include "jejak.mostPods" $service | int) (ternary 0 1 (eq . "audit")) -}}
{{- $sum = add $sum (mul $pods (include "jejak.connectionsOfPod" (list $root .) | int)) -}}
{{- end -}}
{{- end -}}
{{ $sum }}
{{- end -}}
