/** The tables of access in the database of decisions. Secrets are in none of them, only their hashes. */
import type { Migrations } from '../../operations/database.ts';

export const ACCESS_TABLES: Migrations = [
  `CREATE TABLE access_account (
     person TEXT NOT NULL,
     means TEXT NOT NULL,
     secret TEXT NOT NULL,
     changed_ms INTEGER NOT NULL,
     PRIMARY KEY (person, means)
   ) STRICT;
   CREATE TABLE access_session (
     hash TEXT PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     person TEXT NOT NULL,
     made_ms INTEGER NOT NULL,
     used_ms INTEGER NOT NULL,
     sees_as TEXT
   ) STRICT;
   CREATE TABLE access_token (
     hash TEXT PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     person TEXT NOT NULL,
     title TEXT NOT NULL,
     roles TEXT NOT NULL,
     made_ms INTEGER NOT NULL,
     until_ms INTEGER NOT NULL,
     used_ms INTEGER
   ) STRICT;
   CREATE TABLE access_known (
     person TEXT NOT NULL,
     address TEXT NOT NULL,
     seen_ms INTEGER NOT NULL,
     PRIMARY KEY (person, address)
   ) STRICT;`,
];
