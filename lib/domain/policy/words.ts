/** Splits comma-separated text into one list of words, each once: some belong to two languages. */
const list = (...lines: string[]): readonly string[] =>
  Object.freeze([...new Set(lines.join(',').split(/,\s*/))]);

/** Words in a key's name that point to a program. Matched as whole words in any case. */
export const WORKLOAD_WORDS = list(
  // English, and products that run programs
  'ci, cd, ci/cd, github, gitlab, bitbucket, actions, jenkins, circleci, travis, buildkite, teamcity',
  'azure devops, codebuild, codepipeline, drone, tekton, argo, argocd, spinnaker, airflow, dagster',
  'prefect, temporal, cron, cronjob, scheduler, scheduled, schedule, nightly, pipeline, etl, elt',
  'ingest, ingestion, ingestor, worker, queue, webhook, lambda, serverless, cloud function',
  'cloud run, vercel, netlify, heroku, railway, kubernetes, k8s, helm, docker, container, ecs, eks',
  'gke, aks, ec2, fargate, terraform, ansible, pulumi, server, backend, service, svc, microservice',
  'daemon, bot, slackbot, automation, automated, robot, deploy, deployer, deployment, prod, production',
  'staging, preprod, uat, canary, release, gateway, proxy, exporter, importer, sync, syncer',
  'integration, zapier, n8n, runner, batch, job, scraper, crawler, monitor, monitoring, alerting',
  'grafana, datadog, sentry, snowflake, databricks, fivetran, dbt, kafka, spark, otel, opentelemetry',
  'sqs, pubsub, consumer, airbyte, e2e, collector, cluster, infra, infrastructure, vault, healthcheck, build, service account',
  // German
  'produktion, produktiv, produktivsystem, produktionsserver, dienst, hintergrunddienst, auslieferung',
  'bereitstellung, automatisierung, automatisch, zeitplan, schnittstelle, nachtlauf, testserver',
  // French
  'serveur, déploiement, automatisation, tâche planifiée, ordonnanceur, passerelle, intégration',
  // Spanish, Portuguese
  'producción, servidor, despliegue, automatización, tarea programada, integración, servicio',
  'produção, implantação, automação, agendador, serviço, integração',
  // Italian, Dutch
  'produzione, servizio, rilascio, automazione, pianificato, integrazione',
  'productie, dienst, uitrol, automatisering, geplande taak, koppeling',
  // Polish, Turkish, Nordic
  'produkcja, produkcyjny, serwer, usługa, wdrożenie, automatyzacja, harmonogram, integracja',
  'sunucu, üretim, otomasyon, tjänst, driftsättning, palvelin, tuotanto',
  // Russian, Ukrainian
  'сервер, продакшн, продакшен, прод, деплой, бот, автоматизация, расписание, интеграция, боевой',
  // Japanese
  '本番, サーバー, サーバ, バッチ, 自動化, 自動実行, 定期実行, ジョブ, ボット, デプロイ, パイプライン, 連携, ステージング, 夜間',
  // Chinese
  '生产, 生產, 正式环境, 正式環境, 服务器, 伺服器, 部署, 流水线, 自动化, 自動化, 定时, 定時, 机器人, 機器人, 后端, 後端',
  '预发, 持续集成, 同步',
  // Korean
  '프로덕션, 운영, 서버, 배포, 자동화, 배치, 슬랙봇, 파이프라인, 스케줄, 연동, 백엔드, 크론',
);

/** Words in a key's name that point to a person's computer. */
export const PERSON_WORDS = list(
  'laptop, notebook, macbook, mac, imac, mbp, thinkpad, chromebook, desktop, pc, workstation',
  'local, localhost, local dev, home, personal, private, my, mine, jupyter, colab, ipython, vscode',
  'vs code, cursor, intellij, pycharm, wsl, iphone, ipad, tutorial, onboarding, learning, hackathon',
  'scratch, adhoc, exploration, workshop, course',
  'privat, mein, meine, rechner, arbeitsrechner, persönlich, zuhause, lokal, dienstlaptop',
  'ordinateur, ordinateur portable, perso, personnel, personnelle, maison, privé, mon ordinateur',
  'portátil, ordenador, casa, privado, mi clave, pessoal, minha, meu, computador',
  'portatile, personale, privato, mijn, persoonlijk, thuis, prive',
  'mój, moja, osobisty, prywatny, komputer, kişisel, dizüstü, bärbar, kannettava',
  'ноутбук, личный, мой, домашний, локальный, компьютер',
  'ノートPC, ノートパソコン, パソコン, 個人, 自分, 自宅, 私用, ローカル, 勉強',
  '个人, 個人, 笔记本, 筆電, 筆記型, 我的, 本地, 私人, 电脑, 電腦, 学习',
  '개인, 노트북, 로컬, 나의, 맥북, 컴퓨터',
);

/** Words that many names share by chance, so they don't show copies of one integration. */
export const COMMON_WORDS = list(
  'test, testing, tester, key, keys, api, apikey, api key, token, secret, default, dev, develop',
  'development, developer, new, old, tmp, temp, temporary, demo, trial, sandbox, playground, example',
  'sample, main, first, second, third, last, untitled, unnamed, no name, none, null, undefined, name',
  'hello, hello world, world, foo, bar, baz, asdf, qwerty, abc, xyz, user, braintrust, bt, eval, evals',
  'evaluation, experiment, openai, llm, ai, ml, python, typescript, sdk, cli, app, the, for, of, a, an',
  'and, my key, copy, backup, misc, stuff, thing, random, full, work, use, using, for me, v',
  'schlüssel, neu, alt, clé, nouvelle, prueba, clave, nueva, teste, chave, prova, chiave, sleutel',
  'nieuw, klucz, nowy, тест, ключ, новый, anahtar, nyckel',
  'テスト, キー, 鍵, 新規, 开发, 測試, 测试, 密钥, 新建, 테스트, 키값, 개발',
);

/** Words that don't tell what a key is for. A name of only these is vague. */
export const VAGUE_WORDS = list(
  'test, testing, key, keys, api, apikey, api key, token, secret, default, dev, new, old, tmp, temp',
  'temporary, demo, example, sample, main, first, second, third, untitled, unnamed, no name, none',
  'null, undefined, name, hello, hello world, world, foo, bar, baz, asdf, asdfasdf, qwerty, qwer, abc',
  'xyz, user, braintrust, bt, my, mine, the, for, of, a, an, and, copy, backup, misc, stuff, thing',
  'random, work, use, todo, delete, delete me, please, idk, whatever, something, important, xxx, v',
  'schlüssel, testschlüssel, neu, alt, clé, nouvelle, prueba, clave, nueva, teste, chave, prova',
  'chiave, sleutel, nieuw, klucz, nowy, тест, ключ, новый, anahtar, nyckel',
  'テスト, キー, 鍵, 新規, 測試, 测试, 密钥, 新建, 테스트, 키',
);

/** Words before the @ of an email that point to a program's or a team's mailbox. */
export const SHARED_MAILBOX_WORDS = list(
  'ci, cd, cicd, bot, robot, svc, service, serviceaccount, service account, noreply, no reply',
  'donotreply, do not reply, platform, team, ops, devops, infra, infrastructure, sre, admin',
  'administrator, root, system, systems, sysadmin, automation, build, deploy, deployer, jenkins, github',
  'gitlab, api, integration, it, info, support, help, helpdesk, hello, contact, shared, data, eng',
  'engineering, dev, developer, ml, mlops, ai, backend, production, prod, machine, account, accounts',
  'office, security, mail, group, research, product, equipe, équipe, equipo, dienst, technik, technique',
);
