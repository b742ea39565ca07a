{{/* Whose events each service reads: of the code, which a test compares. Audit reads everybody's, its own too. */}}
{{- define "jejak.reads" -}}
audit: [audit, career, citizen, notification, performance, policy, recruitment, training]
career: [audit, performance, policy, recruitment, training]
citizen: [audit, career, policy]
notification: [audit, career, citizen, performance, policy, recruitment, training]
performance: [audit, career, citizen, notification, policy, recruitment, training]
policy: [audit, career, citizen, performance, recruitment, training]
recruitment: [audit, career, performance, policy]
training: [audit, career, performance, policy, recruitment]
{{- end -}}
