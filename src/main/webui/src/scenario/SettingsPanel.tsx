// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button, Input, Label, NumberField, ToggleButton } from 'react-aria-components';
import { announce } from '../live';
import { SettingSlider } from './SettingSlider';
import { baseline, groups, toQuery, type Settings } from './settings';

interface Properties {
    settings: Settings;
    onChange: (settings: Settings) => void;
}

export function SettingsPanel({ settings, onChange }: Properties) {
    const [explained, setExplained] = useState(false);
    return (
        <form
            className={explained ? 'card settings explained' : 'card settings'}
            aria-label="Settings"
            onSubmit={(event) => event.preventDefault()}
        >
            <ToggleButton className="small explain-settings" isSelected={explained} onChange={setExplained}>
                Explain the settings
            </ToggleButton>
            {groups.map((group) => (
                <fieldset key={group.title}>
                    <legend>{group.title}</legend>
                    {group.settings.map((setting) => (
                        <SettingSlider
                            key={setting.key}
                            setting={setting}
                            value={settings[setting.key]}
                            onChange={(value) => onChange({ ...settings, [setting.key]: value })}
                        />
                    ))}
                </fieldset>
            ))}
            <NumberField
                className="seed"
                value={settings.seed}
                minValue={0}
                maxValue={Number.MAX_SAFE_INTEGER}
                formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
                onChange={(seed) => Number.isFinite(seed) && onChange({ ...settings, seed })}
            >
                <Label>Seed</Label>
                <Input />
            </NumberField>
            <Actions settings={settings} onChange={onChange} />
        </form>
    );
}

function Actions({ settings, onChange }: Properties) {
    const [copied, setCopied] = useState(false);
    const share = async () => {
        await navigator.clipboard.writeText(`${location.origin}${location.pathname}${toQuery(settings)}#/`);
        setCopied(true);
        announce('Link copied.');
    };
    return (
        <div className="actions">
            <Button onPress={() => onChange(baseline)}>Back to baseline</Button>
            <Button onPress={share}>{copied ? 'Link copied' : 'Copy link'}</Button>
        </div>
    );
}
